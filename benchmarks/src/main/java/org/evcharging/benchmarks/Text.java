package org.evcharging.benchmarks;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Words with figures in them, the same in every locale. */
final class Text {
  private Text() {}

  @FormatMethod
  static String of(String format, Object... figures) {
    return String.format(Locale.ROOT, format, figures);
  }
}
