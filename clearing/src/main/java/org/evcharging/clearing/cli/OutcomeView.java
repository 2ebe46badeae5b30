package org.evcharging.clearing.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.evcharging.clearing.client.MemberConnection.Outcome;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.console.Table;
import org.evcharging.model.MemberId;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Shows what came of a month: to people as tables, to programs as one JSON object. */
record OutcomeView(MemberCommand command) {
  private static final int CENTS = 100;

  /** After one has said that all is uploaded. */
  void finished(Outcome outcome) {
    switch (outcome) {
      case Outcome.NotYet(var missing) when !command.json() ->
          command.print(
              command.member()
                  + " has finished "
                  + command.period()
                  + "; missing: "
                  + names(missing));
      default -> {
        boolean _ = asked(outcome);
      }
    }
  }

  /** After one has asked; returns whether there was an answer. */
  boolean asked(Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotYet(var missing) -> {
        if (command.json()) {
          command.print(json(missing));
        } else {
          command.say(command.period() + " is not netted yet; missing: " + names(missing));
        }
        yield false;
      }
      case Outcome.Result(var statement) -> {
        if (command.json()) {
          command.print(json(statement));
        } else {
          print(statement);
        }
        yield true;
      }
    };
  }

  private static String names(List<MemberId> members) {
    return members.stream().map(MemberId::value).collect(Collectors.joining(", "));
  }

  private void print(Statement statement) {
    table(
        List.of("CREDITOR", "DEBTOR", "CDRS", "€"),
        statement.claims().stream().map(OutcomeView::row).toList());
    command.print("");
    table(
        List.of("PAYER", "PAYEE", "€"),
        statement.transfers().stream().map(OutcomeView::row).toList());
    command.print("");
    command.print(statement.period() + ": " + statement.member() + position(statement));
  }

  private static String position(Statement statement) {
    long cents = statement.positionCents();
    if (cents == 0) {
      return " is even";
    }
    return (cents > 0 ? " gets " : " pays ") + euros(Math.abs(cents)) + " €";
  }

  private void table(List<String> headings, List<List<String>> rows) {
    Table.lines(headings, rows).forEach(command::print);
  }

  private static List<String> row(Claim claim) {
    return List.of(
        claim.creditor().value(),
        claim.debtor().value(),
        Long.toString(claim.cdrs()),
        euros(claim.cents()));
  }

  private static List<String> row(Transfer transfer) {
    return List.of(transfer.from().value(), transfer.to().value(), euros(transfer.cents()));
  }

  private static String euros(long cents) {
    return "%d.%02d".formatted(cents / CENTS, cents % CENTS);
  }

  private ObjectNode json(List<MemberId> missing) {
    ObjectNode object = about().put("state", "NOT_YET");
    ArrayNode names = object.putArray("missing");
    missing.forEach(it -> names.add(it.value()));
    return object;
  }

  private ObjectNode json(Statement statement) {
    ObjectNode object =
        about().put("state", "NETTED").put("positionCents", statement.positionCents());
    ArrayNode claims = object.putArray("claims");
    for (Claim claim : statement.claims()) {
      claims
          .addObject()
          .put("creditor", claim.creditor().value())
          .put("debtor", claim.debtor().value())
          .put("cdrs", claim.cdrs())
          .put("cents", claim.cents());
    }
    ArrayNode transfers = object.putArray("transfers");
    for (Transfer transfer : statement.transfers()) {
      transfers
          .addObject()
          .put("payer", transfer.from().value())
          .put("payee", transfer.to().value())
          .put("cents", transfer.cents());
    }
    return object;
  }

  private ObjectNode about() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("period", command.period().toString())
        .put("member", command.member().value());
  }
}
