package org.evcharging.launcher.fleet;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * A part of a whole, as people write it: {@code 60%}, {@code 0.5%}.
 *
 * @param tenThousandths 0 to {@value #WHOLE}
 */
record Share(int tenThousandths) {
  static final int WHOLE = 10_000;

  private static final Pattern FORM = Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,2})?)%");

  /**
   * @throws IllegalArgumentException with a sentence for the user, if it is out of range
   */
  Share {
    if (tenThousandths < 0 || tenThousandths > WHOLE) {
      throw wrong();
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Share parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw wrong();
    }
    String number = text.substring(0, text.length() - 1);
    return new Share(new BigDecimal(number).movePointRight(2).intValueExact());
  }

  boolean isNothing() {
    return tenThousandths == 0;
  }

  /** Decides by chance, true in this share of all cases. */
  boolean happens(RandomGenerator random) {
    return random.nextInt(WHOLE) < tenThousandths;
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(tenThousandths, 2).stripTrailingZeros().toPlainString() + "%";
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "expected a share from 0% to 100%, such as 60% or 0.5% (with the % sign)");
  }

  /** For options. */
  static final class Converter implements ITypeConverter<Share> {
    @Override
    public Share convert(String text) {
      return parse(text);
    }
  }
}
