package org.evcharging.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.Map;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.DriverId;
import org.evcharging.model.MemberId;
import org.evcharging.model.SiteName;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Sets commands up the same way: the {@link CommonOptions}, values from the environment, errors in
 * one line, exit codes 0 done, 1 failed, 2 wrong usage. Reads {@link Duration} ({@code 20s}),
 * {@link HostPort}, {@link ClearingPeriod} and id options.
 */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Prepares a command and all below it.
   *
   * @param root a command object, or a {@link CommandLine} that has all its subcommands already
   */
  public static CommandLine of(Object root) {
    return of(root, System.getenv());
  }

  static CommandLine of(Object root, Map<String, String> environment) {
    CommandLine command = root instanceof CommandLine ready ? ready : new CommandLine(root);
    complete(command);
    EnvironmentDefaults defaults = new EnvironmentDefaults(environment);
    command
        .setDefaultValueProvider(defaults)
        .setParameterExceptionHandler(new UsageErrors(defaults))
        .setExecutionExceptionHandler(CommandLines::report)
        .setExecutionStrategy(CommandLines::execute)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(28)
        .registerConverter(Duration.class, new Durations())
        .registerConverter(HostPort.class, HostPort::parse)
        .registerConverter(ChargePointId.class, ChargePointId::new)
        .registerConverter(DriverId.class, DriverId::new)
        .registerConverter(SiteName.class, SiteName::new)
        .registerConverter(MemberId.class, MemberId::new)
        .registerConverter(ClearingPeriod.class, ClearingPeriod::of);
    return command;
  }

  private static void complete(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.versionProvider(new Version());
    if (spec.findOption(CommonOptions.VERBOSE) == null) {
      spec.addMixin("common", CommandSpec.forAnnotatedObject(new CommonOptions()));
    }
    command.getSubcommands().values().forEach(CommandLines::complete);
  }

  private static int execute(ParseResult parsed) {
    if (verbose(parsed) && LoggerFactory.getLogger("org.evcharging") instanceof Logger ours) {
      ours.setLevel(Level.DEBUG);
    }
    if (!helps(parsed)) {
      ShortLife.begin(last(parsed).commandSpec().qualifiedName());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int report(Exception error, CommandLine command, ParseResult parsed) {
    String words =
        error instanceof UserError && error.getMessage() != null
            ? error.getMessage()
            : "failed, which is an error in ev itself (--verbose shows where): " + error;
    command
        .getErr()
        .println(
            command.getCommandSpec().qualifiedName() + ": " + words.replaceAll("\\R\\s*", " "));
    if (verbose(parsed)) {
      error.printStackTrace(command.getErr());
    }
    return ExitCode.SOFTWARE;
  }

  private static ParseResult last(ParseResult parsed) {
    return parsed.hasSubcommand() ? last(parsed.subcommand()) : parsed;
  }

  private static boolean helps(ParseResult parsed) {
    return parsed.isUsageHelpRequested()
        || parsed.isVersionHelpRequested()
        || (parsed.hasSubcommand() && helps(parsed.subcommand()));
  }

  private static boolean verbose(ParseResult parsed) {
    return parsed.hasMatchedOption(CommonOptions.VERBOSE)
        || (parsed.hasSubcommand() && verbose(parsed.subcommand()));
  }
}
