package org.evcharging.engine.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;

/**
 * Entries that are written together.
 *
 * @param overflown whether entries are missing, so that only the sum is true
 * @param sum what all entries so far add up to, these included
 * @param written done when they are on the disk
 */
record Batch(
    List<JournalEntry> entries,
    boolean overflown,
    List<Remembered> sum,
    CompletableFuture<Void> written) {

  /** The fewest entries that add up to the sum. */
  List<JournalEntry> entriesOfSum() {
    return sum.stream().flatMap(one -> one.entries().stream()).toList();
  }

  /**
   * Whether a power cut must not undo it. A session that was only confirmed is worth nothing to
   * anybody, and what was told once may be told again.
   */
  boolean matters() {
    return entries.stream().anyMatch(Batch::matters);
  }

  private static boolean matters(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Started _, JournalEntry.Reading _, JournalEntry.Ended _ -> true;
      case JournalEntry.Held _, JournalEntry.Released _, JournalEntry.Told _ -> false;
    };
  }
}
