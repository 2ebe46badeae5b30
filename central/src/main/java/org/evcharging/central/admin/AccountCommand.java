package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.evcharging.api.CentralClient;
import org.evcharging.console.UserError;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ev admin account}: drivers' money. */
@Command(
    name = "account",
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows what a driver has, and moves money in and out.",
    subcommands = {
      AccountCommand.Show.class,
      AccountCommand.TopUp.class,
      AccountCommand.Withdraw.class
    },
    footer = {
      "",
      "Examples:",
      "  ev admin account show D1",
      "  ev admin account top-up D1 50",
      "  ev admin account withdraw D1 12.50 --operation refund-7"
    })
final class AccountCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "show, top-up or withdraw?");
  }

  /** {@code ev admin account show}. */
  @Command(
      name = "show",
      description = "Shows what drivers can spend, and what is set aside for their sessions.",
      footer = {"", "Example:", "  ev admin account show D1 D2"})
  static final class Show extends AdminCommand {
    @Parameters(arity = "1..*", paramLabel = "DRIVER", description = "Their ids.")
    private List<DriverId> ids = List.of();

    @Override
    int ask(CentralClient central, Output output) {
      List<JsonNode> accounts =
          ids.stream()
              .map(id ->
                  central
                      .get("/api/accounts/" + CentralClient.encoded(id.value()), Map.of())
                      .body())
              .toList();
      if (json()) {
        accounts.forEach(output::json);
      } else {
        output.table(List.of("DRIVER", "€", "HELD €"), accounts.stream().map(Show::row).toList());
      }
      return 0;
    }

    private static List<String> row(JsonNode account) {
      return List.of(
          account.path("driverId").asString(),
          Figures.euros(account.path("balanceCents")),
          Figures.euros(account.path("heldCents")));
    }
  }

  /** Moves money; the same operation again is done once. */
  abstract static class Move extends AdminCommand {
    @Parameters(paramLabel = "DRIVER", description = "Whose account.")
    private Optional<DriverId> driver = Optional.empty();

    @Parameters(
        paramLabel = "EUROS",
        converter = Euros.class,
        description = "0.01 to 999999999.99, at most two decimals.")
    private Optional<Money> amount = Optional.empty();

    @Option(
        names = "--operation",
        paramLabel = "ID",
        converter = Operation.class,
        description =
            "Names this order: given again with the same id it is done once, and gets its first"
                + " answer (default: a new one).")
    private Optional<OperationId> operation = Optional.empty();

    /** The last part of the path. */
    abstract String verb();

    @Override
    int ask(CentralClient central, Output output) {
      DriverId id = driver.orElseThrow();
      String key = operation.map(OperationId::value).orElseGet(() -> UUID.randomUUID().toString());
      JsonNode moved = move(central, id, key);
      if (json()) {
        output.json(moved);
      } else {
        output.line(id + " has " + Figures.euros(moved.path("balanceCents")) + " €");
      }
      return 0;
    }

    private JsonNode move(CentralClient central, DriverId id, String key) {
      try {
        return central
            .post(
                "/api/accounts/" + CentralClient.encoded(id.value()) + "/" + verb(),
                Map.of("amountCents", amount.orElseThrow().cents()),
                Map.of("Idempotency-Key", key))
            .body();
      } catch (UserError e) {
        throw new UserError(
            e.getMessage() + "; to ask again and have it done once: --operation " + key, e);
      }
    }
  }

  /** {@code ev admin account top-up}. */
  @Command(
      name = "top-up",
      description = "Pays into a driver's account.",
      footer = {"", "Example:", "  ev admin account top-up D1 50"})
  static final class TopUp extends Move {
    @Override
    String verb() {
      return "top-up";
    }
  }

  /** {@code ev admin account withdraw}. */
  @Command(
      name = "withdraw",
      description = "Takes out of a driver's account; not what is set aside for sessions.",
      footer = {"", "Example:", "  ev admin account withdraw D1 12.50 --operation refund-7"})
  static final class Withdraw extends Move {
    @Override
    String verb() {
      return "withdraw";
    }
  }

  /** Reads an amount of euros. */
  static final class Euros implements ITypeConverter<Money> {
    @Override
    public Money convert(String text) {
      return Money.ofEuros(text);
    }
  }

  /** Reads an operation's id. */
  static final class Operation implements ITypeConverter<OperationId> {
    @Override
    public OperationId convert(String text) {
      return new OperationId(text);
    }
  }
}
