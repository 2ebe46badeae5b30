package org.evcharging.clearing.cli;

import org.evcharging.clearing.core.BadRecord;
import picocli.CommandLine.Command;

/** {@code ev clearing finish}. */
@Command(
    name = "finish",
    description = "Says that all is uploaded. When the last member does, the month is netted.",
    footer = {
      "",
      "It cannot be taken back; said again, it shows what has come of it.",
      "",
      "Example:",
      "  ev clearing finish --member OP1 --period 2026-11"
    })
final class FinishCli extends MemberCommand {
  @Override
  int work(Reconnecting connections) throws InterruptedException {
    try {
      new OutcomeView(this)
          .finished(connections.run(connection -> connection.finish(connection.batches())));
      return 0;
    } catch (BadRecord e) {
      throw new IllegalStateException("no record is sent", e);
    }
  }
}
