package org.evcharging.clearing.client;

import java.io.IOException;
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
 * Uploads CDRs over one connection, from where an earlier upload of the same ones has stopped.
 * Reads them once from the beginning, so that they may be more than the memory takes. Used by one
 * thread.
 */
public final class Upload {
  private final CdrSource source;
  private final int batchSize;
  private final MemberConnection connection;
  private final LongConsumer progress;

  private final Packer packer;
  private final List<Long> lines = new ArrayList<>();
  private Optional<Cdr> ahead = Optional.empty();
  private boolean ended;
  private long cdrs;
  private long batches;
  private String digest = "";

  /**
   * @param batchSize the most records of a batch, at least 1
   * @param progress told how many CDRs are on the other side's disk
   */
  public Upload(
      CdrSource source, int batchSize, MemberConnection connection, LongConsumer progress) {
    this.source = source;
    this.batchSize = batchSize;
    this.connection = connection;
    this.progress = progress;
    this.packer = new Packer(batchSize);
  }

  /**
   * Uploads all of it.
   *
   * @throws BadRecord with the line that cannot be; what came before its batch is stored, and once
   *     it is mended the upload can go on
   * @throws MemberConnection.Refused if something else was uploaded before, or the clearing says no
   * @throws IOException if the connection is lost; on the next one an upload goes on
   */
  public void run() throws IOException, BadRecord, MemberConnection.Refused {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /**
   * Uploads the next batch, as {@link #run} does; what is stored already is only looked at.
   *
   * @return false when there is none
   */
  public boolean step() throws IOException, BadRecord, MemberConnection.Refused {
    fill();
    if (packer.isEmpty()) {
      if (batches < connection.welcome().batches()) {
        throw otherThings();
      }
      return false;
    }
    store();
    progress.accept(cdrs);
    return true;
  }

  /** How many batches it has come to so far. */
  public long batches() {
    return batches;
  }

  /** How many CDRs it has come to so far. */
  public long cdrs() {
    return cdrs;
  }

  private void fill() throws BadRecord {
    boolean room = true;
    while (room && !ended) {
      if (ahead.isEmpty()) {
        ahead = source.next();
        ended = ahead.isEmpty();
      }
      room = ahead.isPresent() && addAhead();
    }
  }

  private boolean addAhead() {
    String record = CdrCsv.line(ahead.orElseThrow());
    if (!packer.fits(record)) {
      return false;
    }
    packer.add(record);
    lines.add(source.line());
    ahead = Optional.empty();
    return true;
  }

  private void store() throws IOException, BadRecord, MemberConnection.Refused {
    List<String> records = packer.take();
    batches++;
    digest = BatchDigest.of(digest, records);
    ClearingToMember.Welcome before = connection.welcome();
    if (batches == before.batches() && !digest.equals(before.digest())) {
      throw otherThings();
    }
    if (batches > before.batches()
        && connection.store(batches, records)
            instanceof MemberConnection.Stored.Bad(int record, String reason)) {
      if (record < 1 || record > lines.size()) {
        throw new IOException("Central names record " + record + " of " + lines.size());
      }
      throw new BadRecord(lines.get(record - 1), reason);
    }
    cdrs += records.size();
    lines.clear();
  }

  private MemberConnection.Refused otherThings() {
    return new MemberConnection.Refused(
        "what was uploaded before ("
            + connection.welcome().batches()
            + " batches) is not the beginning of this in batches of "
            + batchSize);
  }
}
