package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.api.CentralClient;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ev admin driver}: who may charge. */
@Command(
    name = "driver",
    synopsisSubcommandLabel = "COMMAND",
    description = "Adds drivers, gives them tokens, and shows those there are.",
    subcommands = {DriverCommand.Add.class, DriverCommand.Token.class, DriverCommand.Listing.class},
    footer = {
      "",
      "Examples:",
      "  ev admin driver add D1 D2 --top-up 50",
      "  ev admin driver token D1",
      "  ev admin driver list"
    })
final class DriverCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "add, token or list?");
  }

  /** {@code ev admin driver add}. */
  @Command(
      name = "add",
      description = "Lets drivers charge; one who is known already stays as they are.",
      footer = {"", "Example:", "  ev admin driver add D1 --top-up 50"})
  static final class Add extends AdminCommand {
    @Parameters(arity = "1..*", paramLabel = "DRIVER", description = "Their ids.")
    private List<DriverId> ids = List.of();

    @Option(
        names = "--top-up",
        paramLabel = "EUROS",
        converter = AccountCommand.Euros.class,
        description = "What each has to begin with (default: nothing).")
    private Optional<Money> topUp = Optional.empty();

    @Override
    int ask(CentralClient central, Output output) {
      for (DriverId id : ids) {
        CentralClient.Answer answer =
            central.post(
                "/api/drivers",
                Map.of("driverId", id.value(), "topUpCents", topUp.orElse(Money.ZERO).cents()));
        if (json()) {
          output.json(answer.body());
        } else {
          output.line("driver " + id + (answer.status() == 201 ? " added" : " known already"));
        }
      }
      return 0;
    }
  }

  /** {@code ev admin driver token}. */
  @Command(
      name = "token",
      description =
          "Gives a driver a token for the driver's own account, over HTTP and at the money desk; the"
              + " one before it is one no more. It is shown this once.",
      footer = {"", "Example:", "  ev driver --id D1 balance --token $(ev admin driver token D1)"})
  static final class Token extends AdminCommand {
    @Parameters(paramLabel = "DRIVER", description = "Whose.")
    private Optional<DriverId> id = Optional.empty();

    @Override
    int ask(CentralClient central, Output output) {
      JsonNode given =
          central
              .post(
                  "/api/drivers/" + CentralClient.encoded(id.orElseThrow().value()) + "/token",
                  Map.of())
              .body();
      if (json()) {
        output.json(given);
      } else {
        output.line(given.path("token").asString());
      }
      return 0;
    }
  }

  /** {@code ev admin driver list}. */
  @Command(
      name = "list",
      description = "Shows the drivers who may charge.",
      footer = {"", "Examples:", "  ev admin driver list", "  ev admin driver list --after D100"})
  static final class Listing extends AdminCommand {
    @Option(
        names = "--after",
        paramLabel = "DRIVER",
        description = "Go on behind this one: the last of the list before.")
    private Optional<String> after = Optional.empty();

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "100",
        description = "How many at most, up to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Override
    int ask(CentralClient central, Output output) {
      CentralClient.Answer answer =
          central.get(
              "/api/drivers", Map.of("after", after, "limit", Optional.of(String.valueOf(limit))));
      JsonNode drivers = answer.body();
      if (json()) {
        output.json(drivers);
      } else {
        output.table(
            List.of("DRIVER", "ADMITTED", "SESSION"),
            drivers.valueStream().map(Listing::row).toList());
      }
      if (answer.next().isPresent()) {
        output.say(
            "there are more: --after "
                + drivers.get(drivers.size() - 1).path("driverId").asString());
      }
      return 0;
    }

    private static List<String> row(JsonNode driver) {
      return List.of(
          driver.path("driverId").asString(),
          driver.path("admittedAt").asString(),
          driver.path("sessionId").asString("-"));
    }
  }
}
