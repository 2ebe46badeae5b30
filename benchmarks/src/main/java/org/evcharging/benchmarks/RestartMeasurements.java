package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.benchmarks.Figures.Restart;
import org.evcharging.benchmarks.money.OpenedAccounts;
import org.evcharging.benchmarks.rig.BrokerProcess;
import org.evcharging.benchmarks.rig.CentralProcess;
import org.evcharging.benchmarks.rig.CentralProcess.Start;
import org.evcharging.benchmarks.rig.OngoingSessions;
import org.evcharging.central.store.StoreFailure;

/**
 * Starts Central again and again, in turns on a database with nothing in it and on one with much.
 * Each has a broker of its own: a Central waits where another database's has just been.
 */
final class RestartMeasurements {
  private static final int ACCOUNTS = 1_000_000;
  private static final int SESSIONS = 10_000;

  private final Path folder;
  private final Plan plan;
  private final Consumer<String> words;

  /**
   * @param words takes a line for each round
   */
  RestartMeasurements(Path folder, Plan plan, Consumer<String> words) {
    this.folder = folder;
    this.plan = plan;
    this.words = words;
  }

  Restart run() throws IOException, InterruptedException, StoreFailure {
    try (WorkFolder own = WorkFolder.make(Optional.of(folder));
        BrokerProcess brokerOfEmpty = BrokerProcess.start(own.path().resolve("empty"));
        BrokerProcess brokerOfFull = BrokerProcess.start(own.path().resolve("full"))) {
      Path empty = own.path().resolve("empty.db");
      Path full = own.path().resolve("full.db");
      words.accept(Text.of("restart: making %,d accounts", ACCOUNTS));
      OpenedAccounts.make(full, ACCOUNTS);
      OngoingSessions.add(full, SESSIONS);
      List<Start> emptyStarts = new ArrayList<>();
      List<Start> fullStarts = new ArrayList<>();
      // The first ones make the topics and settle where to read.
      for (int round = 0; round <= plan.rounds(); round++) {
        Start emptyStart = CentralProcess.start(brokerOfEmpty.bootstrap(), empty);
        Start fullStart = CentralProcess.start(brokerOfFull.bootstrap(), full);
        if (round > 0) {
          words.accept(
              Text.of(
                  "restart, round %d: empty %.2f s, full %.2f s",
                  round, emptyStart.seconds(), fullStart.seconds()));
          emptyStarts.add(emptyStart);
          fullStarts.add(fullStart);
        }
      }
      return new Restart(ACCOUNTS, SESSIONS, fullStarts, emptyStarts);
    }
  }
}
