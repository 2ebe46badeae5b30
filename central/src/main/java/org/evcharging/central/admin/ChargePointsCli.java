package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ev admin charge-points}. */
@Command(
    name = "charge-points",
    description = "Shows the charge points: status, what keeps them out of order, sessions.",
    footer = {
      "",
      "Examples:",
      "  ev admin charge-points",
      "  ev admin charge-points --site Madrid --status charging --json"
    })
final class ChargePointsCli extends AdminCommand {
  private static final List<String> HEADINGS =
      List.of("CHARGE POINT", "SITE", "LOCATION", "€/kWh", "DRIVER", "kW", "kWh", "€", "STATUS");

  @Option(names = "--site", paramLabel = "SITE", description = "Only those of this site.")
  private Optional<String> site = Optional.empty();

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only those that are available, reserved, charging, out_of_order, …")
  private Optional<String> status = Optional.empty();

  @Override
  int ask(CentralClient central, Output output) {
    JsonNode answer =
        central.get("/api/charge-points", Map.of("site", site, "status", status)).body();
    if (json()) {
      output.json(answer);
    } else {
      output.table(HEADINGS, answer.valueStream().map(ChargePointsCli::row).toList());
    }
    return 0;
  }

  private static List<String> row(JsonNode point) {
    JsonNode session = point.path("session");
    boolean supplies = session.isObject();
    return List.of(
        point.path("chargePointId").asString(),
        point.path("site").asString(),
        point.path("location").asString(),
        Figures.price(point.path("priceMicrosPerKwh")),
        supplies ? session.path("driverId").asString() : "-",
        supplies ? Figures.kilo(session.path("powerW")) : "-",
        supplies ? Figures.kilo(session.path("energyWh")) : "-",
        supplies ? Figures.euros(session.path("amountCents")) : "-",
        status(point));
  }

  private static String status(JsonNode point) {
    String held =
        point
            .path("holdOffs")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining(", "));
    String fault = point.path("faultReason").asString("");
    return point.path("status").asString()
        + (fault.isEmpty() ? "" : ": " + fault)
        + (held.isEmpty() ? "" : " (stopped by " + held + ")");
  }
}
