package org.evcharging.launcher.lab;

import java.nio.file.Path;
import org.evcharging.central.store.StoreFailure;
import picocli.CommandLine.Command;

/** {@code ev lab oversell}. */
@Command(
    name = "oversell",
    description = "Two drivers ask at once for a charge point with one plug: one should get it.",
    footer = {
      "",
      "Exit code 0: given to both without the lock, and never with it; 1: not so.",
      "",
      "Examples:",
      "  ev lab oversell",
      "  ev lab oversell --long                     1,000 times with the lock",
      "  ev lab oversell --no-pause --tries 5000    how often without help?",
      "  ev lab oversell --json | jq .without.shown.words"
    })
final class OversellCli extends ExperimentCli {
  /** Made by picocli. */
  OversellCli() {}

  @Override
  Experiment prepare(Path folder, Protection protection, Scheduling scheduling, int mostTries)
      throws StoreFailure {
    return new Oversell(folder, protection, scheduling, mostTries);
  }

  @Override
  Story story() {
    return new Story(
        "Oversell: two drivers ask at once for a charge point with one plug",
        "THE NETWORK'S LOCK",
        "when it has looked at the charge point and not yet written that it is taken",
        "What prevents it here: the network is locked before it is looked at, at");
  }
}
