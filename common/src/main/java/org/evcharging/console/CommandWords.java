package org.evcharging.console;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What TAB offers at a prompt: the commands, and what is known to follow some of them. Thread-safe
 * if its suppliers are.
 */
public final class CommandWords {
  private final List<String> commands;
  private final Map<String, Supplier<? extends Collection<String>>> arguments;

  private CommandWords(
      List<String> commands, Map<String, Supplier<? extends Collection<String>>> arguments) {
    this.commands = commands;
    this.arguments = arguments;
  }

  /** Commands with nothing known to follow them. */
  public static CommandWords of(List<String> commands) {
    return new CommandWords(List.copyOf(commands), Map.of());
  }

  /**
   * The same, with what may follow one command.
   *
   * @param known asked at each TAB, by the prompt's thread; should answer from memory
   */
  public CommandWords followedBy(String command, Supplier<? extends Collection<String>> known) {
    Map<String, Supplier<? extends Collection<String>>> more =
        Stream.concat(arguments.entrySet().stream(), Stream.of(Map.entry(command, known)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    return new CommandWords(commands, more);
  }

  /** What may stand after these words of a line, whatever it begins with. */
  public Collection<String> after(List<String> words) {
    return switch (words.size()) {
      case 0 -> commands;
      case 1 ->
          Optional.ofNullable(arguments.get(words.getFirst()))
              .<Collection<String>>map(Supplier::get)
              .orElse(List.of());
      default -> List.of();
    };
  }
}
