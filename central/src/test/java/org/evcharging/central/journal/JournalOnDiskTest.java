package org.evcharging.central.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.journal.JournalScene.*;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.RankedLock;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a real database, with many who append. */
@Timeout(60)
class JournalOnDiskTest {
  private static final int THREADS = 16;
  private static final int ENTRIES_EACH = 250;

  @TempDir Path folder;

  /** Stands for the state's lock: numbers are drawn and appended under it. */
  private final RankedLock network = new RankedLock(LockRank.NETWORK, "network");

  private final AtomicLong decided = new AtomicLong();
  private final List<StoreFailure> failures = new CopyOnWriteArrayList<>();

  @Test
  void orderOfTheDecisionsIsTheOrderOnTheDiskAndForListeners() throws Exception {
    List<Entry> handedOn = new ArrayList<>();
    Path file = folder.resolve("ev.db");
    try (SqliteStore store = SqliteStore.open(file)) {
      Journal journal =
          new Journal(
              store,
              Clocks.system(),
              new JournalOptions(50, 5_000, Duration.ofMillis(5)),
              SetAside.beside(file),
              failures::add);
      journal.addListener(committed -> handedOn.addAll(committed.entries()));
      journal.start();
      appendFromManyThreads(journal);
      journal.close();
    }

    int all = THREADS * ENTRIES_EACH;
    assertThat(failures).isEmpty();
    assertThat(handedOn)
        .extracting(entry -> entry.position().orElseThrow().nextOffset())
        .isEqualTo(numbersTo(all));
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThat(store.recovered().positions()).containsExactly(position(all));
      assertThat(store.outboxAbove(0, all))
          .extracting(OutboxRow::row)
          .isEqualTo(numbersTo(store.recovered().lastOutboxRow()));
    }
  }

  private void appendFromManyThreads(Journal journal) throws Exception {
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          CompletableFuture.runAsync(() -> appendMany(journal), Thread::startVirtualThread));
    }
    for (CompletableFuture<Void> thread : threads) {
      thread.get(50, TimeUnit.SECONDS);
    }
  }

  private void appendMany(Journal journal) {
    long sequence = 0;
    for (int i = 0; i < ENTRIES_EACH; i++) {
      sequence = appendOne(journal);
    }
    journal.whenCommitted(sequence).join();
  }

  private long appendOne(Journal journal) {
    try {
      journal.acquire(Lane.NORMAL);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    network.lock();
    try {
      long number = decided.incrementAndGet();
      // One in four asks for no transaction.
      Entry entry =
          number % 4 == 0
              ? at(number)
              : new Entry(List.of(), grant("S1").outbound(), List.of(), at(number).position());
      return journal.append(entry);
    } finally {
      network.unlock();
    }
  }

  private static List<Long> numbersTo(long last) {
    List<Long> numbers = new ArrayList<>();
    for (long number = 1; number <= last; number++) {
      numbers.add(number);
    }
    return numbers;
  }
}
