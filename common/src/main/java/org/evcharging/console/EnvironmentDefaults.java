package org.evcharging.console;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Gives an option that is not on the command line its value from the environment: {@code ev central
 * --http} is {@code EV_CENTRAL_HTTP}. Commands below a command share its prefix: {@code ev driver
 * batch --id} is {@code EV_DRIVER_ID}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private static final String ROOT = "ev";

  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec arg) {
    return arg instanceof OptionSpec option ? valueOf(option).orElse(null) : null;
  }

  /** What the environment says for an option, if it may and does. */
  Optional<String> valueOf(OptionSpec option) {
    return option.usageHelp() || option.versionHelp()
        ? Optional.empty()
        : Optional.ofNullable(environment.get(variable(option)));
  }

  /** The variable that stands for an option. */
  static String variable(OptionSpec option) {
    StringBuilder name = new StringBuilder("EV_");
    for (String word : option.command().qualifiedName().split(" ", -1)) {
      if (!word.equals(ROOT)) {
        name.append(word).append('_');
        break;
      }
    }
    name.append(option.longestName().replaceFirst("^-+", ""));
    return name.toString().replace('-', '_').toUpperCase(Locale.ROOT);
  }
}
