package org.evcharging.simulation.planted;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.jspecify.annotations.Nullable;

/** What changed methods of the clearing's call: see {@link Accomplice}. */
public final class ClearingAccomplice {
  private static final ThreadLocal<Optional<Late>> LATE = ThreadLocal.withInitial(Optional::empty);

  /** What a life of the clearing has said to be on the disk, and is not. */
  private record Late(ClearingTables tables, ClearingTables.Work<?> work) {}

  /** Whether a transaction goes on within another's place. */
  private static final ThreadLocal<Boolean> BUSY = ThreadLocal.withInitial(() -> false);

  private ClearingAccomplice() {}

  static void beginRun() {
    LATE.remove();
  }

  /**
   * Does what is late; a batch is answered, and is late from then on.
   *
   * @return null for anything but a batch
   */
  public static @Nullable Object answerAndStoreLater(
      ClearingTables tables, ClearingTables.Work<?> work) {
    if (BUSY.get()) {
      return null;
    }
    BUSY.set(true);
    try {
      Optional<Late> late = LATE.get().filter(it -> it.tables().equals(tables));
      LATE.remove();
      if (late.isPresent()) {
        var _ = tables.inTransaction(late.get().work());
      }
      return answered(tables, work);
    } catch (StorageFailure e) {
      // The disk is full; the clearing is about to find out.
      return null;
    } finally {
      BUSY.set(false);
    }
  }

  /** What comes of batches; null for anything else. */
  private static @Nullable Object answered(ClearingTables tables, ClearingTables.Work<?> work)
      throws StorageFailure {
    Object[] answer = new Object[1];
    try {
      var _ =
          tables.inTransaction(it -> {
            answer[0] = work.on(it);
            throw new StorageFailure("not yet");
          });
    } catch (StorageFailure e) {
      if (answer[0] instanceof List<?> answers
          && !answers.isEmpty()
          && answers.getFirst() instanceof BatchAnswer) {
        LATE.set(Optional.of(new Late(tables, work)));
        return answers;
      }
    }
    return null;
  }

  /** What a batch comes to is counted again when it comes again. */
  public static void countIfKnown(Object[] arguments, Object answer) {
    if (answer instanceof BatchAnswer.Known
        && arguments[0] instanceof ClearingTables tables
        && arguments[1] instanceof Batch batch) {
      try {
        for (Cdr cdr : batch.cdrs()) {
          tables.addClaim(
              batch.period(), new Claim(cdr.creditor(), cdr.debtor(), cdr.amount().cents(), 1));
        }
      } catch (StorageFailure e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** How many members have not finished. */
  public static long missing(ClearingTables tables, ClearingPeriod period) {
    try {
      return tables.inTransaction(ClearingTables::periods).stream()
          .filter(it -> it.period().equals(period))
          .flatMap(it -> it.members().values().stream())
          .filter(it -> !it.finished())
          .count();
    } catch (StorageFailure e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same periods, but nobody has finished. */
  public static List<ClearingTables.Period> asAtTheBeginning(List<ClearingTables.Period> periods) {
    return periods.stream()
        .map(it -> {
          SortedMap<MemberId, ClearingTables.Participant> members = new TreeMap<>();
          it.members()
              .forEach((member, row) ->
                  members.put(
                      member, new ClearingTables.Participant(row.batches(), row.cdrs(), false)));
          return new ClearingTables.Period(it.period(), it.openedAt(), it.nettedAt(), members);
        })
        .toList();
  }
}
