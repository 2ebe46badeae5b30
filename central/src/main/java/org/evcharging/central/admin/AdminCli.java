package org.evcharging.central.admin;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev admin}: what an operator asks of a running Central. */
@Command(
    name = "admin",
    synopsisSubcommandLabel = "COMMAND",
    description = "Asks a running Central, over its HTTP API, and tells it what to do.",
    subcommands = {
      ChargePointsCli.class,
      OrderCommand.Stop.class,
      OrderCommand.Resume.class,
      SessionsCli.class,
      ExplainCli.class,
      DriverCommand.class,
      AccountCommand.class,
      SiteCommand.class,
      WindowCommand.class,
      ClearingCommand.class,
      StatsCli.class,
      LocksCli.class,
      CheckCli.class
    },
    footer = {
      "",
      "On Central's own machine the token is found by itself, in DB.token beside the database.",
      "",
      "Examples:",
      "  ev admin charge-points                      the charge points, their status and sessions",
      "  ev admin stop MAD-01                        end its supply; Out of Order until resumed",
      "  ev admin explain 01KAHR5T9P3V0Q8Z6J4N2M7X5C  all that a session heard, decided and said",
      "  ev admin account top-up D1 50               pay into a driver's account",
      "  ev admin window list Madrid                 places that can be booked, and how many are",
      "  ev admin clearing open 2026-11 --members OP1,OP2,OP3     settle a month with others",
      "  ev admin locks --watch                      who waits for whom, inside Central",
      "  ev admin check --db ev.db                   whether topics and database add up",
      "  ev admin sessions --central http://pc7:8080 --token T     from another machine"
    })
public final class AdminCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CentralOptions central = new CentralOptions();

  /** Made by picocli. */
  public AdminCli() {}

  /** Options before the command's name, {@code ev admin --token T stop all}, count for it too. */
  CentralOptions central() {
    return central;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
