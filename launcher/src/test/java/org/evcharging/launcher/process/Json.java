package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fields of a record, read as a person with {@code grep} reads them: none of our code. */
public final class Json {
  private Json() {}

  public static long number(String field, String json) {
    return Long.parseLong(match("\"" + field + "\":(-?[0-9]+)", json));
  }

  public static String text(String field, String json) {
    return match("\"" + field + "\":\"([^\"]*)\"", json);
  }

  private static String match(String pattern, String json) {
    Matcher matcher = Pattern.compile(pattern).matcher(json);
    assertThat(matcher.find()).as("%s in %s", pattern, json).isTrue();
    return matcher.group(1);
  }
}
