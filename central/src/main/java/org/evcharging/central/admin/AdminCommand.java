package org.evcharging.central.admin;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.evcharging.api.CentralClient;
import org.evcharging.console.UserError;
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
      PrintWriter out = spec.commandLine().getOut();
      int exitCode = ask(central, new Output(out, spec.commandLine().getErr()));
      if (out.checkError()) {
        throw new UserError("not all of the answer could be written");
      }
      return exitCode;
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
