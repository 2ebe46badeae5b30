package org.evcharging.clearing.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev clearing}: settles a month with other companies. */
@Command(
    name = "clearing",
    synopsisSubcommandLabel = "COMMAND",
    description = "Settles a month with other companies: what they owe us, and what we owe them.",
    subcommands = {UploadCli.class, FinishCli.class, StatementCli.class},
    footer = {
      "",
      "An operator opens the month with ev admin clearing open. Whatever breaks, the same command",
      "given again goes on where it stopped.",
      "",
      "Examples:",
      "  ev clearing upload op1.csv --member OP1 --period 2026-11",
      "  ev clearing finish --member OP1 --period 2026-11         no more CDRs will come",
      "  ev clearing statement --member OP1 --period 2026-11      once all have finished"
    })
public final class ClearingCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public ClearingCli() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "upload, finish or statement?");
  }
}
