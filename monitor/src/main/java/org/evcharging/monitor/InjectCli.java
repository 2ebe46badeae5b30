package org.evcharging.monitor;

import java.util.List;
import java.util.concurrent.Callable;
import org.evcharging.console.HostPort;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.inject.ControlClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ev monitor inject}: one fault at a Monitor that runs elsewhere. */
@Command(
    name = "inject",
    description = "Injects one fault at a monitor that was started with --control.",
    footer = {
      "",
      "Commands:",
      "  fault [reason]       the engine breaks down",
      "  recover              it is well again",
      "  freeze SECONDS       the engine answers nothing; 0 ends it",
      "  slow MILLIS          the engine answers so much later; 0 ends it",
      "  disconnect SECONDS   the monitor leaves central, and comes back by itself",
      "",
      "Examples:",
      "  ev monitor inject fault cable torn",
      "  ev monitor inject --monitor pc7:6101 disconnect 10"
    })
final class InjectCli implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--monitor",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:6101",
      description = "The monitor's control port (default: ${DEFAULT-VALUE}).")
  private HostPort monitor = new HostPort("localhost", 6101);

  @Parameters(paramLabel = "COMMAND", arity = "1..*", description = Injection.FORMS)
  private List<String> words = List.of();

  @Override
  public Integer call() {
    String done = new ControlClient(monitor).inject(injection());
    spec.commandLine().getOut().println(done);
    return 0;
  }

  private Injection injection() {
    try {
      return Injection.parse(String.join(" ", words));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
