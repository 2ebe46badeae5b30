package org.evcharging.central.admin;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where Central is, and the token it wants. Every command has these options; those given to {@code
 * ev admin} itself count where the command was given none.
 */
public final class CentralOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--central",
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "Central's HTTP address (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("http://localhost:8080");

  @Option(
      names = "--token",
      paramLabel = "T",
      description = "The operator's token (default: what DB.token says).")
  private Optional<String> token = Optional.empty();

  @Option(
      names = "--db",
      paramLabel = "FILE",
      defaultValue = "ev.db",
      description = "Central's database, for the token beside it (default: ${DEFAULT-VALUE}).")
  private Path database = Path.of("ev.db");

  /** Made by picocli. */
  public CentralOptions() {}

  /**
   * Central's address.
   *
   * @throws ParameterException if it is none
   */
  URI url() {
    URI given = inForce("--central", options -> options.url);
    boolean http = "http".equals(given.getScheme()) || "https".equals(given.getScheme());
    if (!http || given.getHost() == null) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--central': expected an address such as"
              + " http://localhost:8080");
    }
    return given;
  }

  /**
   * The token that was given, else the one beside the database, if it is there to be read.
   *
   * @throws UserError if it is there and cannot be read
   */
  Optional<String> token() {
    return inForce("--token", options -> options.token).or(this::tokenBesideDatabase);
  }

  private Optional<String> tokenBesideDatabase() {
    Path file = inForce("--db", options -> options.database);
    Path kept = file.resolveSibling(file.getFileName() + ".token");
    try {
      return Files.exists(kept) ? Optional.of(Files.readString(kept).strip()) : Optional.empty();
    } catch (IOException e) {
      throw new UserError(
          "the token file "
              + kept
              + " cannot be read ("
              + FileTrouble.words(e)
              + "); give --token, or ask its owner",
          e);
    }
  }

  private <T> T inForce(String option, Function<CentralOptions, T> value) {
    boolean givenHere = command.commandLine().getParseResult().hasMatchedOption(option);
    CommandSpec parent = command.parent();
    while (!givenHere && parent != null) {
      if (parent.userObject() instanceof AdminCli admin) {
        return value.apply(admin.central());
      }
      parent = parent.parent();
    }
    return value.apply(this);
  }
}
