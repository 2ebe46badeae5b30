package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.benchmarks.Figures.Restart;
import org.evcharging.benchmarks.money.OpenedAccounts;
import org.evcharging.benchmarks.rig.CentralProcess;
import org.evcharging.benchmarks.rig.OngoingSessions;
import org.evcharging.central.store.StoreFailure;

/** Starts Central again and again on one database that has much in it. */
final class RestartMeasurements {
  private static final int ACCOUNTS = 1_000_000;
  private static final int SESSIONS = 10_000;
  private static final double MILLIS = 1e3;

  private final String bootstrap;
  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each start
   */
  RestartMeasurements(String bootstrap, Path folder, Plan plan, Consumer<String> words) {
    this.bootstrap = bootstrap;
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  Restart run() throws IOException, InterruptedException, StoreFailure {
    try (WorkFolder own = WorkFolder.make(Optional.of(folder))) {
      Path database = own.path().resolve("ev.db");
      words.accept(Text.of("restart: making %,d accounts", ACCOUNTS));
      OpenedAccounts.make(database, ACCOUNTS);
      OngoingSessions.add(database, SESSIONS);
      // The first start settles where to read, and makes the topics if need be.
      Duration _ = CentralProcess.start(bootstrap, database);
      List<Double> seconds = new ArrayList<>();
      for (int round = 1; round <= plan.rounds(); round++) {
        double each = CentralProcess.start(bootstrap, database).toMillis() / MILLIS;
        words.accept(Text.of("restart, round %d: %.2f s", round, each));
        seconds.add(each);
      }
      return new Restart(ACCOUNTS, SESSIONS, seconds);
    }
  }
}
