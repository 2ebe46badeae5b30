package org.evcharging.clearing.cli;

import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.core.BadRecord;
import picocli.CommandLine.Command;

/** {@code ev clearing statement}. */
@Command(
    name = "statement",
    description = "Shows what a month came to: who owes whom. Exit 1 if not all have finished.",
    footer = {
      "",
      "Examples:",
      "  ev clearing statement --member OP1 --period 2026-11",
      "  until ev clearing statement --member OP1 --period 2026-11 --json; do sleep 60; done"
    })
final class StatementCli extends MemberCommand {
  @Override
  int work(Reconnecting connections) throws InterruptedException {
    try {
      return new OutcomeView(this).asked(connections.run(MemberConnection::ask)) ? 0 : 1;
    } catch (BadRecord e) {
      throw new IllegalStateException("no record is sent", e);
    }
  }
}
