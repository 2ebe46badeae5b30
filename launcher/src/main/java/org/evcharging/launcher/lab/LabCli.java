package org.evcharging.launcher.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev lab}: races to look at, for those who learn what locks are for. */
@Command(
    name = "lab",
    synopsisSubcommandLabel = "EXPERIMENT",
    description =
        "Races of real threads, with and without the lock that decides them: what happened, side by"
            + " side, and which line of which file prevents it here (docs/lab.md).",
    subcommands = {LostUpdateCli.class, OversellCli.class, DeadlockCli.class},
    footer = {
      "",
      "Examples:",
      "  ev lab lost-update                two withdrawals, one of them lost",
      "  ev lab oversell                   two drivers, one charge point",
      "  ev lab deadlock                   two threads that wait for each other",
      "  ev lab lost-update --no-pause --tries 5000     how often without help?"
    })
public final class LabCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public LabCli() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which experiment? lost-update, oversell or deadlock");
  }
}
