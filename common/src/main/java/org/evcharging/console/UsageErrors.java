package org.evcharging.console;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line and what would be right; exit code 2. */
final class UsageErrors implements IParameterExceptionHandler {
  private static final Set<Class<?>> PLAIN =
      Set.of(int.class, Integer.class, long.class, Long.class, boolean.class, Boolean.class);

  private final EnvironmentDefaults environment;

  UsageErrors(EnvironmentDefaults environment) {
    this.environment = environment;
  }

  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command
        .getErr()
        .println(name + ": " + sentence(error, args) + " (" + name + " --help says more)");
    if (Arrays.asList(args).contains(CommonOptions.VERBOSE)) {
      error.printStackTrace(command.getErr());
    }
    return ExitCode.USAGE;
  }

  private String sentence(ParameterException error, String[] args) {
    return switch (error) {
      case UnmatchedArgumentException unmatched -> unknown(unmatched);
      case MissingParameterException missing -> missing(missing, args);
      default -> {
        ArgSpec arg = error.getArgSpec();
        if (arg == null) {
          yield firstLine(error.getMessage());
        }
        Optional<String> misspelt = arg.isPositional() ? misspelt(error, args) : Optional.empty();
        yield misspelt.orElseGet(() -> invalid(error, arg, args));
      }
    };
  }

  /**
   * The value of an option that is misspelt looks like a parameter: the option is what is wrong.
   */
  private static Optional<String> misspelt(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    return Arrays.stream(args)
        .filter(word -> word.startsWith("--") && word.length() > 2)
        .map(UsageErrors::withoutValue)
        .filter(name -> !known(name, command))
        .findFirst()
        .map(name -> "unknown option " + name + suggestion(name, optionNames(command)));
  }

  /** By the command or one above it, whose options may stand before it. */
  private static boolean known(String name, @Nullable CommandLine command) {
    return command != null
        && (command.getCommandSpec().findOption(name) != null || known(name, command.getParent()));
  }

  private static String withoutValue(String word) {
    return word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
  }

  private static String unknown(UnmatchedArgumentException error) {
    String word = error.getUnmatched().getFirst();
    CommandLine command = error.getCommandLine();
    if (word.startsWith("-")) {
      String name = withoutValue(word);
      return "unknown option " + name + suggestion(name, optionNames(command));
    }
    if (command.getSubcommands().isEmpty()) {
      return "unexpected \"" + word + "\"";
    }
    return "unknown command " + word + suggestion(word, command.getSubcommands().keySet().stream());
  }

  private static Stream<String> optionNames(CommandLine command) {
    return command.getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .flatMap(option -> Arrays.stream(option.names()));
  }

  private static String suggestion(String word, Stream<String> known) {
    return known
        .min(Comparator.comparingInt(name -> EditDistance.between(word, name)))
        .map(nearest -> "; did you mean " + nearest + "?")
        .orElse("");
  }

  private static String missing(MissingParameterException error, String[] args) {
    List<ArgSpec> missing = error.getMissing();
    if (missing.size() == 1
        && missing.getFirst() instanceof OptionSpec option
        && given(option, args)) {
      return option.longestName() + " needs a value: " + expected(option);
    }
    return missing.stream()
        .map(arg -> name(arg) + " is required: " + expected(arg))
        .collect(Collectors.joining("; "));
  }

  private String invalid(ParameterException error, ArgSpec arg, String[] args) {
    Optional<String> fromEnvironment =
        arg instanceof OptionSpec option && !given(option, args)
            ? environment.valueOf(option)
            : Optional.empty();
    String source =
        fromEnvironment.isPresent() && arg instanceof OptionSpec option
            ? EnvironmentDefaults.variable(option) + "=" + fromEnvironment.get()
            : name(arg) + (error.getValue() == null ? "" : " " + error.getValue());
    return source + ": " + reason(error, arg);
  }

  /** A converter's own words where it has some, else what the option's type expects. */
  private static String reason(ParameterException error, ArgSpec arg) {
    return switch (error.getCause()) {
      case IllegalArgumentException e when !(e instanceof NumberFormatException) -> words(e);
      case TypeConversionException e when !plain(arg.type()) -> words(e);
      case null, default -> error.getValue() == null ? words(error) : expected(arg);
    };
  }

  private static String words(Exception e) {
    return firstLine(e.getMessage());
  }

  private static String expected(ArgSpec arg) {
    Class<?> type = arg.type();
    if (plain(type)) {
      return switch (type) {
        case Class<?> t when t.isEnum() ->
            "expected one of "
                + Arrays.stream(t.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", "));
        case Class<?> t when t == boolean.class || t == Boolean.class -> "expected true or false";
        default -> "expected a whole number";
      };
    }
    String[] description = arg.description();
    return description.length == 0 ? "expected " + arg.paramLabel() : description[0];
  }

  /** Whether picocli's own words for the type are less plain than ours. */
  private static boolean plain(Class<?> type) {
    return type.isEnum() || PLAIN.contains(type);
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  private static boolean given(OptionSpec option, String[] args) {
    return Arrays.stream(args)
        .anyMatch(word ->
            Arrays.stream(option.names())
                .anyMatch(name -> word.equals(name) || word.startsWith(name + "=")));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "wrong usage" : message.lines().findFirst().orElse("wrong usage");
  }
}
