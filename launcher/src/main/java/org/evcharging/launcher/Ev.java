package org.evcharging.launcher;

import java.util.List;
import org.evcharging.central.CentralCli;
import org.evcharging.central.admin.AdminCli;
import org.evcharging.clearing.cli.ClearingCli;
import org.evcharging.console.CommandLines;
import org.evcharging.driver.DriverCli;
import org.evcharging.engine.EngineCli;
import org.evcharging.launcher.demo.DemoCli;
import org.evcharging.launcher.fleet.FleetCli;
import org.evcharging.launcher.lab.LabCli;
import org.evcharging.monitor.MonitorCli;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one executable, {@code ev}: a list of commands, and the start of the one asked for. */
@Command(
    name = "ev",
    synopsisSubcommandLabel = "COMMAND",
    description = "An electric vehicle charging network: Central, its charge points, its drivers.",
    footer = {
      "",
      "Examples:",
      "  ev demo                     a whole network in this terminal, nothing else needed",
      "  ev broker                   a Kafka for the programs below",
      "  ev central --help           what a command does and takes",
      "",
      "From the project's folder also: ev simulate (every promise checked while everything goes",
      "wrong), ev bench (how fast Central is), ev test [--long]."
    })
public final class Ev implements Runnable {
  /** In the order in which {@code --help} lists them. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCli.class,
          BrokerCli.class,
          CentralCli.class,
          EngineCli.class,
          MonitorCli.class,
          DriverCli.class,
          FleetCli.class,
          AdminCli.class,
          ClearingCli.class,
          LabCli.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  private Ev() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine ev = new CommandLine(new Ev());
    COMMANDS.forEach(ev::addSubcommand);
    return CommandLines.of(ev);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
