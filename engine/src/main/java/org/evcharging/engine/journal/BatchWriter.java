package org.evcharging.engine.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.console.FileTrouble;
import org.evcharging.model.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches into a journal's file. From a failure until the next success each attempt is a
 * fresh file that holds the sum of all entries. For one thread, but for {@link #trouble}.
 */
final class BatchWriter {
  /** Of many Engines even a fresh file is long; it is not started anew before it is this longer. */
  private static final int GROWTH_LIMIT = 4;

  private static final Logger log = LoggerFactory.getLogger(BatchWriter.class);

  private final JournalFile file;
  private Consumer<Health> watcher = _ -> {};
  private long sizeLimit = SupplyJournal.SIZE_LIMIT;
  private volatile Optional<String> trouble = Optional.empty();

  BatchWriter(JournalFile file) {
    this.file = file;
  }

  /** Whom to tell when writing begins to fail and when it works again. */
  void watch(Consumer<Health> newWatcher) {
    watcher = newWatcher;
  }

  /** Why it could not be written the last time, if so. */
  Optional<String> trouble() {
    return trouble;
  }

  /**
   * Writes a batch, the same one until this is true.
   *
   * @return whether it is on the disk
   */
  boolean isWritten(Batch batch) {
    Optional<String> failure = trouble.isPresent() ? startAnew(batch) : append(batch);
    tell(failure);
    trouble = failure;
    if (failure.isEmpty()) {
      batch.written().complete(null);
    }
    return failure.isEmpty();
  }

  /** Empty if it is on the disk, else why not. */
  private Optional<String> append(Batch batch) {
    try {
      if (!batch.overflown()) {
        file.append(batch.entries());
        if (batch.matters()) {
          file.force();
        }
      }
      return batch.overflown() || file.size() > sizeLimit ? startAnew(batch) : Optional.empty();
    } catch (IOException e) {
      // A fresh file is shorter, and on the same full disk there may be room for it.
      return startAnew(batch).map(_ -> FileTrouble.words(e));
    }
  }

  private Optional<String> startAnew(Batch batch) {
    try {
      file.startAnew(batch.entriesOfSum());
      sizeLimit = Math.max(SupplyJournal.SIZE_LIMIT, GROWTH_LIMIT * file.size());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileTrouble.words(e));
    }
  }

  private void tell(Optional<String> failure) {
    if (trouble.isEmpty() && failure.isPresent()) {
      String line = "the journal " + file.name() + " cannot be written (" + failure.get() + ")";
      log.warn("{}; trying again each second", line);
      watcher.accept(new Health.Ko(line));
    } else if (trouble.isPresent() && failure.isEmpty()) {
      log.info("file={} can be written again", file.name());
      watcher.accept(new Health.Ok());
    }
  }
}
