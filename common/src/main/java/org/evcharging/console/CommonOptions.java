package org.evcharging.console;

import picocli.CommandLine.Option;

/**
 * The options every command has. {@link CommandLines#of} adds them; a command that wants to read
 * them declares {@code @Mixin CommonOptions common} itself.
 */
@SuppressWarnings("UnusedVariable") // picocli writes the fields, and acts on two of them itself
public final class CommonOptions {
  static final String VERBOSE = "--verbose";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and exit.")
  private boolean version;

  @Option(names = VERBOSE, description = "Log details, and show where an error comes from.")
  private boolean verbose;

  /** Made by picocli. */
  public CommonOptions() {}

  /** Whether details were asked for; logging has been raised by then. */
  public boolean verbose() {
    return verbose;
  }
}
