package org.evcharging.central.admin;

import java.util.List;
import java.util.Optional;
import org.evcharging.api.CentralClient;
import org.evcharging.model.ChargePointId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Stops or resumes charge points, and says what each acknowledged. */
abstract sealed class OrderCommand extends AdminCommand {
  private static final String ALL = "all";

  @Parameters(
      arity = "1..*",
      paramLabel = "ID|all",
      description = "Charge points; all stands for every one there is.")
  private List<String> ids = List.of();

  private final String order;

  private OrderCommand(String order) {
    this.order = order;
  }

  /** {@code ev admin stop}. */
  @Command(
      name = "stop",
      description = "Ends any supply there now; Out of Order until resumed.",
      footer = {
        "",
        "It is in force once Central has it on its disk, whatever is acknowledged: exit 0 says that",
        "every charge point with a connection has acknowledged, or that Ctrl-C came before.",
        "",
        "Examples:",
        "  ev admin stop MAD-01 MAD-02",
        "  ev admin stop all"
      })
  static final class Stop extends OrderCommand {
    Stop() {
      super("stop");
    }
  }

  /** {@code ev admin resume}. */
  @Command(
      name = "resume",
      description = "Puts charge points back into service.",
      footer = {"", "Examples:", "  ev admin resume MAD-01", "  ev admin resume all"})
  static final class Resume extends OrderCommand {
    Resume() {
      super("resume");
    }
  }

  @Override
  int ask(CentralClient central, Output output) {
    requireIds();
    if (ids.contains(ALL)) {
      JsonNode results = central.post("/api/charge-points/" + order).body();
      if (results.isEmpty()) {
        output.say("there are no charge points");
      }
      return results.valueStream().mapToInt(result -> print(result, output)).max().orElse(0);
    }
    return ids.stream().mapToInt(id -> orderOne(central, id, output)).max().orElse(0);
  }

  /** One that there is not keeps no others from being stopped. */
  private int orderOne(CentralClient central, String id, Output output) {
    Optional<CentralClient.Answer> answer =
        central.postIfThere("/api/charge-points/" + CentralClient.encoded(id) + "/" + order);
    if (answer.isEmpty()) {
      output.say(order + " " + id + ": there is no such charge point");
      return 1;
    }
    return print(answer.get().body(), output);
  }

  private int print(JsonNode result, Output output) {
    String acknowledgement = result.path("acknowledgement").asString();
    if (json()) {
      output.json(result);
    } else {
      output.line(order + " " + result.path("chargePointId").asString() + ": " + words(result));
    }
    return acknowledgement.equals("DONE") || acknowledgement.equals("DISCONNECTED") ? 0 : 1;
  }

  private static String words(JsonNode result) {
    String detail = result.path("detail").asString("");
    String because = detail.isEmpty() ? "" : ": " + detail;
    return switch (result.path("acknowledgement").asString()) {
      case "DONE" -> "done";
      case "DISCONNECTED" -> "in force; sent when its Monitor connects";
      case "NOT_ACKNOWLEDGED" -> "in force, but not acknowledged" + because;
      default -> "failed" + because;
    };
  }

  private void requireIds() {
    if (ids.contains(ALL) && ids.size() > 1) {
      throw new ParameterException(
          spec().commandLine(), "all stands alone: " + order + " all, or name charge points");
    }
    for (String id : ids) {
      if (!id.equals(ALL) && !ChargePointId.wellFormed(id)) {
        throw new ParameterException(
            spec().commandLine(),
            "'" + id + "' is no charge point id: 1 to 36 of A-Z a-z 0-9 . _ -");
      }
    }
  }
}
