package org.evcharging.launcher.lab;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code ev lab deadlock}. */
@Command(
    name = "deadlock",
    description =
        "Two threads take the same two locks, each in another order. Java's own locks wait for ever;"
            + " Central's have an order, and say so.",
    footer = {
      "",
      "Exit code 0: a deadlock without the order, and never with it; 1: not so.",
      "",
      "Examples:",
      "  ev lab deadlock",
      "  ev lab deadlock --long          1,000 times with the order",
      "  ev lab deadlock --json | jq .with.shown.remarks"
    })
final class DeadlockCli extends ExperimentCli {
  /** Made by picocli. */
  DeadlockCli() {}

  @Override
  Experiment prepare(Path folder, Protection protection, Scheduling scheduling, int mostTries) {
    return new Deadlock(protection, scheduling);
  }

  @Override
  Story story() {
    return new Story(
        "Deadlock: two threads take the same two locks, each in another order",
        "AN ORDER OF LOCKS",
        "when it has its first lock",
        "What prevents it here: each lock has a rank, and the wrong order is refused at");
  }
}
