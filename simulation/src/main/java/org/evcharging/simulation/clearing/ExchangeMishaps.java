package org.evcharging.simulation.clearing;

import java.util.Optional;
import org.evcharging.simulation.world.Chance;

/** What goes wrong with a question and its answer. Not thread-safe. */
final class ExchangeMishaps {
  private static final long MILLIS = 1_000_000;

  /** A FINISHED takes three, and nothing takes more: the fourth is behind the answer. */
  private static final int TRANSACTIONS = 4;

  private final Chance chance;
  private final int perMille;
  private boolean over;

  /** What goes wrong. */
  sealed interface Mishap {
    /** The line breaks before the question is there. */
    record QuestionLost() implements Mishap {}

    /** The line breaks for the member; the question is there later, and nobody hears the answer. */
    record QuestionLate(long byNanos) implements Mishap {}

    /** The line breaks behind the question. */
    record AnswerLost() implements Mishap {}

    /**
     * The clearing is killed.
     *
     * @param before the transaction of that number, from 1
     */
    record Killed(int before) implements Mishap {}
  }

  /**
   * @param perMille how many of a thousand questions meet one
   */
  ExchangeMishaps(Chance chance, int perMille) {
    this.chance = chance;
    this.perMille = perMille;
  }

  /** Nothing goes wrong any more. */
  void end() {
    over = true;
  }

  Optional<Mishap> next() {
    if (over || chance.between(1, 1_000) > perMille) {
      return Optional.empty();
    }
    return Optional.of(
        switch (chance.between(0, 6)) {
          case 0 -> new Mishap.QuestionLost();
          case 1, 2 -> new Mishap.QuestionLate(chance.between(1 * MILLIS, 3_000 * MILLIS));
          case 3, 4 -> new Mishap.AnswerLost();
          default -> new Mishap.Killed(chance.between(1, TRANSACTIONS));
        });
  }
}
