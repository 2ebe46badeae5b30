package org.evcharging.central.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ev admin sessions}. */
@Command(
    name = "sessions",
    description = "Shows sessions, those that go on and those that are over, the newest first.",
    footer = {
      "",
      "Examples:",
      "  ev admin sessions",
      "  ev admin sessions --state ended --driver D1 --from 2026-11-20T00:00:00Z",
      "  ev admin sessions --limit 1000 --json"
    })
final class SessionsCli extends AdminCommand {
  private static final List<String> HEADINGS =
      List.of("SESSION", "REQUESTED", "DRIVER", "CHARGE POINT", "kWh", "€", "STATE");

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only requested, authorized, charging, ending, denied, expired or ended ones.")
  private Optional<String> state = Optional.empty();

  @Option(names = "--driver", paramLabel = "DRIVER", description = "Only those of this driver.")
  private Optional<String> driver = Optional.empty();

  @Option(
      names = "--charge-point",
      paramLabel = "ID",
      description = "Only those at this charge point.")
  private Optional<String> chargePoint = Optional.empty();

  @Option(names = "--from", paramLabel = "TIME", description = "Only those requested since then.")
  private Optional<String> from = Optional.empty();

  @Option(names = "--to", paramLabel = "TIME", description = "Only those requested before then.")
  private Optional<String> to = Optional.empty();

  @Option(
      names = "--before",
      paramLabel = "SESSION",
      description = "Go on behind this one: the last of the list before.")
  private Optional<String> before = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many at most, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Override
  int ask(CentralClient central, Output output) {
    Map<String, Optional<String>> parameters = new HashMap<>();
    parameters.put("state", state);
    parameters.put("driver", driver);
    parameters.put("chargePoint", chargePoint);
    parameters.put("from", from);
    parameters.put("to", to);
    parameters.put("before", before);
    parameters.put("limit", Optional.of(String.valueOf(limit)));
    CentralClient.Answer answer = central.get("/api/sessions", parameters);
    if (json()) {
      output.json(answer.body());
    } else {
      output.table(HEADINGS, answer.body().valueStream().map(SessionsCli::row).toList());
    }
    if (answer.next().isPresent()) {
      String last = answer.body().get(answer.body().size() - 1).path("sessionId").asString();
      output.say("there are more: --before " + last);
    }
    return 0;
  }

  private static List<String> row(JsonNode session) {
    return List.of(
        session.path("sessionId").asString(),
        session.path("requestedAt").asString(),
        session.path("driverId").asString(),
        session.path("chargePointId").asString(),
        Figures.kilo(session.path("energyWh")),
        Figures.euros(session.path("amountCents")),
        stateOf(session));
  }

  /** The state, and the reason if there is one. */
  static String stateOf(JsonNode session) {
    String reason = session.path("denialReason").asString(session.path("endReason").asString(""));
    return (session.path("state").asString() + " " + reason).strip();
  }
}
