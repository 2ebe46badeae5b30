package org.evcharging.clearing.state;

import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.store.StorageFailure;

/** A batch on its way to the disk, until {@link Storage}'s lock has it settled, which guards it. */
final class Waiting {
  private sealed interface Outcome {}

  private record None() implements Outcome {}

  private record Answered(BatchAnswer answer) implements Outcome {}

  private record Failed(Exception why) implements Outcome {}

  private final Batch batch;
  private Outcome outcome = new None();

  Waiting(Batch batch) {
    this.batch = batch;
  }

  Batch batch() {
    return batch;
  }

  boolean isSettled() {
    return !(outcome instanceof None);
  }

  /** What became of it is on the disk. */
  void answer(BatchAnswer answer) {
    outcome = new Answered(answer);
  }

  /** The transaction that it was in did not come about. */
  void fail(Exception why) {
    outcome = new Failed(why);
  }

  /**
   * What became of it.
   *
   * @throws StorageFailure if nothing can be promised
   * @throws IllegalStateException if it is not settled, or something broke
   */
  BatchAnswer answer() throws StorageFailure {
    return switch (outcome) {
      case Answered(BatchAnswer answer) -> answer;
      case Failed(StorageFailure why) ->
          throw new StorageFailure(String.valueOf(why.getMessage()), why);
      case Failed(Exception why) -> throw new IllegalStateException("a transaction broke", why);
      case None() -> throw new IllegalStateException("batch " + batch.number() + " waits still");
    };
  }
}
