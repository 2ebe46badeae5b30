package org.evcharging.launcher.lab;

import java.nio.file.Path;
import org.evcharging.central.store.StoreFailure;
import picocli.CommandLine.Command;

/** {@code ev lab lost-update}. */
@Command(
    name = "lost-update",
    description =
        "Two withdrawals of 100.00 € at once from an account with 500.00 €: 300.00 € should be left.",
    footer = {
      "",
      "Exit code 0: lost without the lock, and never with it; 1: not so.",
      "",
      "Examples:",
      "  ev lab lost-update",
      "  ev lab lost-update --long                     1,000 times with the lock",
      "  ev lab lost-update --no-pause --tries 5000    how often without help?",
      "  ev lab lost-update --json | jq .without.shown.steps"
    })
final class LostUpdateCli extends ExperimentCli {
  /** Made by picocli. */
  LostUpdateCli() {}

  @Override
  Experiment prepare(Path folder, Protection protection, Scheduling scheduling, int mostTries)
      throws StoreFailure {
    return new LostUpdate(folder, protection, scheduling, mostTries);
  }

  @Override
  Story story() {
    return new Story(
        "Lost update: two withdrawals of 100.00 € at once from 500.00 €",
        "THE ACCOUNT'S LOCK",
        "when it has read the balance and not yet written it",
        "What prevents it here: the account is locked before it is read, at");
  }
}
