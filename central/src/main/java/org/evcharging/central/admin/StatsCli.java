package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** {@code ev admin stats}. */
@Command(
    name = "stats",
    description = "Shows how much there is: Monitors, drivers, sessions, movements of money.",
    footer = {"", "Examples:", "  ev admin stats", "  ev admin stats --json"})
final class StatsCli extends AdminCommand {
  @Override
  int ask(CentralClient central, Output output) {
    JsonNode stats = central.get("/api/stats", Map.of()).body();
    if (json()) {
      output.json(stats);
    } else {
      output.table(
          List.of("MONITORS", "CHARGE POINTS", "DRIVERS", "SESSIONS", "ENDED", "TRANSACTIONS"),
          List.of(
              List.of(
                  stats.path("monitors").asString(),
                  stats.path("chargePoints").asString(),
                  stats.path("drivers").asString(),
                  stats.path("sessions").asString(),
                  stats.path("endedSessions").asString(),
                  stats.path("transactions").asString())));
    }
    return 0;
  }
}
