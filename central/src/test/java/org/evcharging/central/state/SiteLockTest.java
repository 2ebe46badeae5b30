package org.evcharging.central.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site's lock prevents, and what the database does where there is none (spec §9). */
class SiteLockTest {
  private static final SiteName MADRID = new SiteName("Madrid");
  private static final WindowId WINDOW = new WindowId("window");
  private static final int DRIVERS = 20;
  private static final int PLACES = 14;
  private static final int MOST_RACES = 200;
  private static final long PATIENCE_S = 30;

  @TempDir Path folder;

  private final ExecutorService threads = Executors.newFixedThreadPool(DRIVERS);

  /**
   * What came of a rush: who was told of a place, what is on the disk, what Central stopped for.
   */
  private record Rush(long booked, long onDisk, List<String> stopped) {}

  @Test
  void withTheLockFourteenOfTwentyGetAPlace() throws Exception {
    for (int race = 0; race < 10; race++) {
      assertThat(rush(race, Locks.REAL)).isEqualTo(new Rush(PLACES, PLACES, List.of()));
    }
  }

  @Test
  void withALockThatDoesNothingCentralStopsAndNothingFalseIsOnTheDisk() throws Exception {
    for (int race = 0; race < MOST_RACES; race++) {
      Rush rush = rush(race, Locks.NONE);
      assertThat(rush.onDisk()).isLessThanOrEqualTo(PLACES);
      assertThat(rush.booked()).isLessThanOrEqualTo(rush.onDisk());
      if (!rush.stopped().isEmpty()) {
        assertThat(rush.stopped())
            .singleElement()
            .asString()
            .contains("contradicts")
            .doesNotContain("\n");
        return;
      }
    }
    throw new AssertionError("the race was never lost, so it proves nothing");
  }

  private Rush rush(int race, Locks locks) throws Exception {
    Path database = Files.createDirectory(folder.resolve("race-" + race)).resolve("ev.db");
    List<String> stopped = new CopyOnWriteArrayList<>();
    long booked;
    try (SqliteStore store = SqliteStore.open(database)) {
      List<Event.Durable> drivers = new ArrayList<>();
      for (int i = 0; i < DRIVERS; i++) {
        drivers.add(new Event.DriverAdmitted(driver(i), now().wall()));
      }
      store.commit(new Batch(drivers, List.of(), List.of(), OptionalLong.empty()));
      try (Journal journal =
          new Journal(
              store,
              Clocks.system(),
              JournalOptions.DEFAULT,
              SetAside.beside(database),
              failure -> stopped.add(failure.line()))) {
        journal.start();
        booked = book(new Sites(journal, SiteLockTest::now, locks, List.of()));
      }
    }
    return new Rush(booked, onDisk(database), stopped);
  }

  private long book(Sites sites) throws Exception {
    Instant from = now().wall();
    sites
        .order(
            new SiteOrder.Offer(
                MADRID, WINDOW, from, from.plus(Duration.ofHours(1)), PLACES, "operator"))
        .committed()
        .get(PATIENCE_S, TimeUnit.SECONDS);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> asked = new ArrayList<>();
    for (int i = 0; i < DRIVERS; i++) {
      DriverId driver = driver(i);
      Callable<Boolean> asks =
          () -> {
            start.await();
            Receipt receipt =
                sites.order(new SiteOrder.Join(MADRID, WINDOW, driver, false, "driver"));
            receipt.committed().get(PATIENCE_S, TimeUnit.SECONDS);
            return ((Reply.SiteAnswered) receipt.reply()).answer() instanceof SiteAnswer.Booked;
          };
      asked.add(threads.submit(asks));
    }
    start.countDown();
    long booked = 0;
    for (Future<Boolean> each : asked) {
      try {
        booked += each.get() ? 1 : 0;
      } catch (ExecutionException e) {
        // Never told of a place: Central has stopped.
      }
    }
    return booked;
  }

  private static long onDisk(Path database) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM booking")) {
      return row.getLong(1);
    }
  }

  /** Between look and change: another thread may run. */
  private static Moment now() {
    LockSupport.parkNanos(1_000);
    return new Moment(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
  }

  private static DriverId driver(int number) {
    return new DriverId("D" + number);
  }
}
