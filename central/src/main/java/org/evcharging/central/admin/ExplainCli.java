package org.evcharging.central.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code ev admin explain}: the life of a session, from what the store kept. */
@Command(
    name = "explain",
    description = "Shows a session's life: every message in, decision and message out, in order.",
    footer = {
      "",
      "ev admin sessions lists the sessions. A source such as ev.events/7@1234 is the record's topic,",
      "partition and offset; rows are the row headers of the records that left.",
      "",
      "Example:",
      "  ev admin explain 01KAHR5T9P3V0Q8Z6J4N2M7X5C"
    })
final class ExplainCli extends AdminCommand {
  private static final String INDENT = " ".repeat(15);
  private static final double MILLIS_PER_SECOND = 1_000;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Parameters(paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  @Override
  int ask(CentralClient central, Output output) {
    JsonNode story =
        central.get("/api/sessions/" + CentralClient.encoded(session), Map.of()).body();
    if (json()) {
      output.json(story);
      return 0;
    }
    heading(story, output);
    Instant began = Instant.parse(story.path("requestedAt").asString());
    story.path("timeline").forEach(line -> print(line, began, output));
    if (story.path("timeline").isEmpty()) {
      output.say("nothing was written down of it: it is older than timelines are");
    }
    return 0;
  }

  private static void heading(JsonNode story, Output output) {
    output.line(
        "session %s of %s at %s: %s"
            .formatted(
                story.path("sessionId").asString(),
                story.path("driverId").asString(),
                story.path("chargePointId").asString(),
                SessionsCli.stateOf(story)));
    output.line(
        "%s kWh, %s €, at %s €/kWh%s"
            .formatted(
                Figures.kilo(story.path("energyWh")),
                Figures.euros(story.path("amountCents")),
                Figures.price(story.path("priceMicrosPerKwh")),
                story.path("settled").asBoolean(true) ? "" : ", final reading outstanding"));
    output.line("request " + story.path("requestId").asString());
    for (String time : new String[] {"requestedAt", "authorizedAt", "startedAt", "overAt"}) {
      if (story.has(time)) {
        output.line("%-13s%s".formatted(time.replace("At", ""), story.path(time).asString()));
      }
    }
    output.line("");
  }

  private static void print(JsonNode line, Instant began, Output output) {
    Instant at = Instant.parse(line.path("at").asString());
    String source = line.path("source").asString("");
    output.line(
        "%s %+9.3f s  %s%s"
            .formatted(
                CLOCK.format(at),
                Duration.between(began, at).toMillis() / MILLIS_PER_SECOND,
                line.path("cause").asString(),
                source.isEmpty() ? "" : "  [" + source + "]"));
    JsonNode readings = line.path("readings");
    if (readings.isObject()) {
      long count = readings.path("count").asLong();
      output.line(
          INDENT
              + "after    %d reading%s, %s to %s kWh"
                  .formatted(
                      count,
                      count == 1 ? "" : "s",
                      Figures.kilo(readings.path("firstWh")),
                      Figures.kilo(readings.path("lastWh"))));
    }
    items("decided  ", line.path("decided"), "", output);
    items("sent     ", line.path("sent"), rows(line), output);
  }

  private static void items(String word, JsonNode items, String more, Output output) {
    if (!items.isEmpty()) {
      String all = items.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
      output.line(INDENT + word + all + more);
    }
  }

  private static String rows(JsonNode line) {
    if (!line.has("firstRow")) {
      return "";
    }
    long first = line.path("firstRow").asLong();
    long last = first + line.path("sent").size() - 1;
    return first == last ? "  [row " + first + "]" : "  [rows " + first + " to " + last + "]";
  }
}
