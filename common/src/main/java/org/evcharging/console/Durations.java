package org.evcharging.console;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Reads and writes durations the way options give them: {@code 500ms}, {@code 20s}, {@code 2m}. */
public final class Durations implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  /** Made by picocli. */
  public Durations() {}

  @Override
  public Duration convert(String text) {
    return parse(text);
  }

  /**
   * Reads one duration.
   *
   * @param text a whole number of at most nine digits followed by {@code ms}, {@code s}, {@code m}
   *     or {@code h}, without a space
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "expected a duration, such as 500ms, 20s, 2m or 1h (a whole number and its unit)");
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** The shortest form that {@link #parse} reads back; what is below 1 ms is dropped. */
  public static String format(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1000 != 0) {
      return millis + "ms";
    }
    long seconds = millis / 1000;
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
  }
}
