package org.evcharging.simulation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The seeds from one to another, both included.
 *
 * @param first not negative
 * @param last not below the first
 */
record Seeds(long first, long last) {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})\\.\\.(\\d{1,18})");

  long count() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return first + ".." + last;
  }

  /** Reads {@code 1..1000}. */
  static final class Reader implements ITypeConverter<Seeds> {
    @Override
    public Seeds convert(String text) {
      Matcher written = WRITTEN.matcher(text);
      if (!written.matches()) {
        throw new TypeConversionException("'" + text + "' is not like 1..1000");
      }
      Seeds seeds = new Seeds(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)));
      if (seeds.last() < seeds.first()) {
        throw new TypeConversionException("'" + text + "' ends before it begins");
      }
      return seeds;
    }
  }
}
