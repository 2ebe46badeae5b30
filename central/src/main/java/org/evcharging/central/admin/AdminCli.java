package org.evcharging.central.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev admin}: asks a network how it is. */
@Command(
    name = "admin",
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks a network how it is.",
    subcommands = CheckCli.class,
    footer = {"", "Examples:", "  ev admin check --db ev.db    whether everything adds up"})
public final class AdminCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Made by picocli. */
  public AdminCli() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
