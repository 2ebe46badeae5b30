package org.evcharging.launcher.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code /metrics} has answered, in Prometheus' text form.
 *
 * @param families the names of the metrics; a histogram's samples have longer ones
 */
public record Exposition(Set<String> families, List<Sample> samples) {
  private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+) \\S+");
  private static final Pattern SAMPLE = Pattern.compile("([\\w:]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One line of it. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  /** Reads the answer's lines. */
  public static Exposition of(String text) {
    Set<String> families = new TreeSet<>();
    for (Matcher family = FAMILY.matcher(text); family.find(); ) {
      families.add(family.group(1));
    }
    List<Sample> samples =
        text.lines().filter(line -> !line.startsWith("#")).map(Exposition::sample).toList();
    return new Exposition(families, samples);
  }

  /** What an expression's selector finds, leaving out what is no number. */
  public List<Sample> find(PromQuery.Selector selector) {
    return samples.stream()
        .filter(sample -> sample.name().equals(selector.metric()))
        .filter(sample -> !Double.isNaN(sample.value()))
        .filter(sample -> selector.matchers().stream().allMatch(it -> it.matches(sample.labels())))
        .toList();
  }

  private static Sample sample(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError("no sample: " + line);
    }
    Map<String, String> labels = new HashMap<>();
    if (sample.group(2) != null) {
      for (Matcher label = LABEL.matcher(sample.group(2)); label.find(); ) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return new Sample(sample.group(1), labels, number(sample.group(3)));
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }
}
