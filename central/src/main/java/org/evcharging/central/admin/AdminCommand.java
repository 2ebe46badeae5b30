package org.evcharging.central.admin;

import java.util.concurrent.Callable;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command that asks Central has. */
abstract class AdminCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CentralOptions options = new CentralOptions();

  @Option(
      names = "--json",
      description = "Print one JSON object a line on stdout, and nothing else there.")
  private boolean json;

  @Override
  public final Integer call() {
    try (CentralClient central =
        new CentralClient(
            options.url(),
            options::token,
            "give it with --token, or name Central's database with --db")) {
      return ask(central, new Output(spec.commandLine().getOut(), spec.commandLine().getErr()));
    }
  }

  /** Asks, prints the answer, and returns the exit code. */
  abstract int ask(CentralClient central, Output output);

  final boolean json() {
    return json;
  }

  final CommandSpec spec() {
    return spec;
  }
}
