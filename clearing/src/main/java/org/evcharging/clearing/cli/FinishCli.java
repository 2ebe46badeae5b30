package org.evcharging.clearing.cli;

import java.util.Optional;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.console.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ev clearing finish}. */
@Command(
    name = "finish",
    description = "Says that all is uploaded. When the last member does, the month is netted.",
    footer = {
      "",
      "It cannot be taken back; said again, it shows what has come of it. After an upload that was",
      "stopped or cut off it is refused, until that upload is completed.",
      "",
      "Example:",
      "  ev clearing finish --member OP1 --period 2026-11"
    })
final class FinishCli extends MemberCommand {
  @Option(
      names = "--incomplete",
      description = "Also if an upload from this folder was not completed: leave out its rest.")
  private boolean incomplete;

  @Override
  void prepare() {
    Optional<String> file = unfinished().file();
    if (file.isPresent() && !incomplete) {
      throw new UserError(
          "the upload of "
              + file.get()
              + " did not come to its end: give it again first, or leave out its rest with"
              + " --incomplete");
    }
  }

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
