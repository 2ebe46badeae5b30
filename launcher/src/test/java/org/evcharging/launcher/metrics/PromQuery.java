package org.evcharging.launcher.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an expression of PromQL asks for: as much of the language as dashboards need, since no
 * library for Java reads it.
 *
 * @param grouping the labels of its {@code by (…)}
 */
public record PromQuery(List<Selector> selectors, List<String> grouping) {
  /** Prometheus adds them as it scrapes. */
  private static final Set<String> ADDED = Set.of("instance", "job");

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "inf");

  private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

  /** A name that is no function's, with its matchers; numbers have no letters in front. */
  private static final Pattern SELECTOR =
      Pattern.compile("(?<![\\w:.])([a-zA-Z_:][\\w:]*)(?![\\w:]|\\s*\\()(?:\\{([^}]*)})?");

  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

  /** A metric's samples with such labels. */
  public record Selector(String metric, List<LabelMatcher> matchers) {}

  /** What a label has to be like. */
  public record LabelMatcher(String label, String operator, String value) {
    boolean matches(Map<String, String> labels) {
      String actual = labels.getOrDefault(label, "");
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        case "=~" -> actual.matches(value);
        case "!~" -> !actual.matches(value);
        default -> throw new AssertionError(operator);
      };
    }
  }

  /** Reads an expression. */
  static PromQuery of(String expression) {
    List<String> grouping = new ArrayList<>();
    for (Matcher by = GROUPING.matcher(expression); by.find(); ) {
      Stream.of(by.group(1).split(",")).map(String::strip).forEach(grouping::add);
    }
    String bare = RANGE.matcher(expression).replaceAll("");
    bare = GROUPING.matcher(bare).replaceAll("");
    List<Selector> selectors = new ArrayList<>();
    for (Matcher selector = SELECTOR.matcher(bare); selector.find(); ) {
      if (!KEYWORDS.contains(selector.group(1))) {
        String matchers = selector.group(2) == null ? "" : selector.group(2);
        selectors.add(new Selector(selector.group(1), matchers(matchers)));
      }
    }
    return new PromQuery(selectors, grouping);
  }

  private static List<LabelMatcher> matchers(String text) {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (Matcher matcher = MATCHER.matcher(text); matcher.find(); ) {
      if (!ADDED.contains(matcher.group(1))) {
        matchers.add(new LabelMatcher(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    return matchers;
  }
}
