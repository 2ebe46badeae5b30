package org.evcharging.clearing.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.evcharging.clearing.client.CdrFile;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.client.Upload;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.console.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ev clearing upload}. */
@Command(
    name = "upload",
    description = "Uploads a file of CDRs; returns when all of them are on Central's disk.",
    footer = {
      "",
      "FILE is CSV with the header cdrId,creditor,debtor,start,end,energyWh,amountCents, or has an",
      "OCPI 2.2.1 CDR as JSON on each line. A line that cannot be is named; mend it, and the same",
      "command goes on behind what is stored. So it does after it was stopped or cut off.",
      "",
      "Examples:",
      "  ev clearing upload op1.csv --member OP1 --period 2026-11",
      "  ev clearing upload op1.jsonl --member OP1 --period 2026-11 --finish --json"
    })
final class UploadCli extends MemberCommand {
  @Parameters(paramLabel = "FILE", description = "What to upload.")
  private Path file = Path.of("");

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "The most CDRs of a batch; no batch has more than fit into 8 KiB, some 120. The same each"
              + " time, or what is stored is not found again (default: ${DEFAULT-VALUE}).")
  private int batchSize = 1_000;

  @Option(names = "--finish", description = "Say that this was all, as ev clearing finish does.")
  private boolean finish;

  /** What an upload came to. */
  private record Done(
      long batches, long batchesBefore, long cdrs, Optional<MemberConnection.Outcome> outcome) {}

  @Override
  void prepare() {
    if (batchSize < 1) {
      throw wrongUsage("--batch-size: expected at least 1");
    }
    // Before anything is asked of Central: it is there, and can be read.
    CdrFile.open(file, member()).close();
  }

  @Override
  int work(Reconnecting connections) throws InterruptedException {
    Done done;
    unfinished().begin(file);
    try (UploadProgress progress = new UploadProgress(file, json())) {
      done = connections.run(connection -> upload(connection, connections, progress));
    } catch (BadRecord e) {
      throw new UserError(
          file + " line " + e.line() + ": " + e.getMessage() + "; mend it and upload again", e);
    }
    unfinished().end();
    show(done);
    return 0;
  }

  private Done upload(
      MemberConnection connection, Reconnecting connections, UploadProgress progress)
      throws IOException, BadRecord, MemberConnection.Refused {
    try (CdrFile cdrs = CdrFile.open(file, member())) {
      Upload upload =
          new Upload(
              cdrs,
              batchSize,
              connection,
              stored -> {
                connections.progressed();
                progress.stored(stored, cdrs.bytesRead());
              });
      upload.run();
      connections.progressed();
      return new Done(
          upload.batches(),
          connection.batches(),
          upload.cdrs(),
          finish ? Optional.of(connection.finish(upload.batches())) : Optional.empty());
    }
  }

  private void show(Done done) {
    if (json()) {
      print(
          JsonNodeFactory.instance
              .objectNode()
              .put("period", period().toString())
              .put("member", member().value())
              .put("batches", done.batches())
              .put("cdrs", done.cdrs()));
    } else {
      print(
          done.cdrs()
              + " CDRs in "
              + done.batches()
              + " batches are stored"
              + (done.batchesBefore() == 0
                  ? ""
                  : ", " + done.batchesBefore() + " of them since before"));
    }
    done.outcome().ifPresent(outcome -> new OutcomeView(this).finished(outcome));
  }
}
