package org.evcharging.clearing.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.BatchDigest;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.clearing.core.Packer;
import org.evcharging.wire.ClearingToMember;

/**
 * Uploads a file over one connection, from where an earlier upload of the same file has stopped.
 * Reads it once from its beginning, so that it may be larger than the memory. Used by one thread.
 */
public final class Upload {
  private final Path file;
  private final int batchSize;
  private final MemberConnection connection;
  private final LongConsumer progress;

  private final Packer packer;
  private final List<Long> lines = new ArrayList<>();
  private long batches;
  private String digest = "";

  /**
   * @param batchSize the most records of a batch, at least 1
   * @param progress told how many CDRs are on the other side's disk
   */
  public Upload(Path file, int batchSize, MemberConnection connection, LongConsumer progress) {
    this.file = file;
    this.batchSize = batchSize;
    this.connection = connection;
    this.progress = progress;
    this.packer = new Packer(batchSize);
  }

  /**
   * Uploads all of it.
   *
   * @return how many batches it came to
   * @throws BadRecord with the line that cannot be; what came before it is stored, and once it is
   *     mended the upload can go on
   * @throws MemberConnection.Refused if another file was uploaded before, or the clearing says no
   */
  public long run() throws IOException, BadRecord, MemberConnection.Refused {
    long cdrs = 0;
    try (Reader reader = open()) {
      CdrCsv.Lines csv = new CdrCsv.Lines(reader);
      csv.header();
      Optional<Cdr> next = csv.next();
      while (next.isPresent()) {
        String record = CdrCsv.line(next.get());
        if (!packer.fits(record)) {
          store();
          progress.accept(cdrs);
        }
        packer.add(record);
        lines.add(csv.line());
        cdrs++;
        next = csv.next();
      }
      if (!packer.isEmpty()) {
        store();
        progress.accept(cdrs);
      }
    }
    if (batches < connection.welcome().batches()) {
      throw otherFile();
    }
    return batches;
  }

  private Reader open() throws IOException {
    // Its decoder reports what is not UTF-8, where others would put question marks.
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()));
  }

  private void store() throws IOException, BadRecord, MemberConnection.Refused {
    List<String> records = packer.take();
    batches++;
    digest = BatchDigest.of(digest, records);
    ClearingToMember.Welcome before = connection.welcome();
    if (batches == before.batches() && !digest.equals(before.digest())) {
      throw otherFile();
    }
    if (batches > before.batches()
        && connection.store(batches, records)
            instanceof MemberConnection.Stored.Bad(int record, String reason)) {
      throw new BadRecord(lines.get(record - 1), reason);
    }
    lines.clear();
  }

  private MemberConnection.Refused otherFile() {
    return new MemberConnection.Refused(
        "what was uploaded before ("
            + connection.welcome().batches()
            + " batches) is not the beginning of this file in batches of "
            + batchSize);
  }
}
