package org.evcharging.launcher.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/grafana-dashboard.json}, as far as it says what it draws.
 *
 * @param rows their titles
 * @param panels without the rows
 */
public record GrafanaDashboard(List<String> rows, List<Panel> panels) {
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

  /** A drawing. */
  public record Panel(String title, String description, String unit, List<Target> targets) {
    /** What is wrong with it: nothing, if all that it draws is there. */
    public List<String> complaints(Exposition metrics) {
      if (targets.isEmpty()) {
        return List.of(title + " draws nothing");
      }
      return targets.stream()
          .flatMap(target -> target.complaints(metrics))
          .map(complaint -> title + ": " + complaint)
          .toList();
    }
  }

  /**
   * One expression of a panel.
   *
   * @param labels those its legend names
   */
  public record Target(String expression, PromQuery query, List<String> labels) {
    private Stream<String> complaints(Exposition metrics) {
      if (query.selectors().isEmpty()) {
        return Stream.of("no metric in " + expression);
      }
      return query.selectors().stream().flatMap(it -> complaints(it, metrics));
    }

    private Stream<String> complaints(PromQuery.Selector selector, Exposition metrics) {
      List<Exposition.Sample> found = metrics.find(selector);
      if (found.isEmpty()) {
        return Stream.of("no sample for " + selector);
      }
      boolean wantsBuckets = expression.contains("histogram_quantile") || labels.contains("le");
      if (wantsBuckets != selector.metric().endsWith("_bucket")) {
        return Stream.of("buckets and nothing else make a spread: " + expression);
      }
      return Stream.concat(query.grouping().stream(), labels.stream())
          .filter(label -> found.stream().noneMatch(it -> it.labels().containsKey(label)))
          .map(label -> "no label " + label + " at " + selector);
    }
  }

  /** Reads the file. */
  public static GrafanaDashboard read() {
    List<String> rows = new ArrayList<>();
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : file().get("panels")) {
      if (panel.get("type").asString().equals("row")) {
        rows.add(panel.get("title").asString());
      } else {
        panels.add(panel(panel));
      }
    }
    return new GrafanaDashboard(rows, panels);
  }

  /** The metrics that are drawn somewhere. */
  public List<String> drawn() {
    return panels.stream()
        .flatMap(panel -> panel.targets().stream())
        .flatMap(target -> target.query().selectors().stream())
        .map(PromQuery.Selector::metric)
        .toList();
  }

  private static JsonNode file() {
    try {
      return new JsonMapper()
          .readTree(Files.readAllBytes(Path.of("..", "docs", "grafana-dashboard.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Panel panel(JsonNode panel) {
    List<Target> targets = new ArrayList<>();
    for (JsonNode target : panel.path("targets")) {
      String expression = target.get("expr").asString();
      targets.add(
          new Target(
              expression,
              PromQuery.of(expression),
              legendLabels(target.get("legendFormat").asString())));
    }
    return new Panel(
        panel.get("title").asString(),
        panel.path("description").asString(""),
        panel.at("/fieldConfig/defaults/unit").asString(""),
        targets);
  }

  private static List<String> legendLabels(String legend) {
    List<String> labels = new ArrayList<>();
    for (Matcher label = LEGEND_LABEL.matcher(legend); label.find(); ) {
      labels.add(label.group(1));
    }
    return labels;
  }
}
