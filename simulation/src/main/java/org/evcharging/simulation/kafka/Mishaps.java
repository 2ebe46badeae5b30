package org.evcharging.simulation.kafka;

import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.plan.Tally;
import org.evcharging.simulation.world.Chance;

/** What goes wrong with sends, and how often. Not thread-safe. */
public final class Mishaps {
  private static final long MILLIS = 1_000_000;

  private final Chance chance;
  private final Tally tally;
  private final int perMille;
  private boolean over;

  /**
   * @param perMille how many of a thousand requests meet each kind of mishap
   */
  public Mishaps(Chance chance, Tally tally, int perMille) {
    this.chance = chance;
    this.tally = tally;
    this.perMille = perMille;
  }

  /** From now on everything goes well. */
  public void end() {
    over = true;
  }

  /** Whether a producer that cannot reach Kafka refuses a record at once. */
  boolean refuses() {
    return happens(FaultKind.SEND_REFUSED, 300);
  }

  /** How much longer a request is on its way. */
  long lateNanos() {
    return happens(FaultKind.SEND_LATE, perMille) ? chance.between(50 * MILLIS, 4_000 * MILLIS) : 0;
  }

  /** Whether the producer gets an error that it does not survive. */
  boolean breaks() {
    return happens(FaultKind.PRODUCER_BROKEN, perMille);
  }

  /** How many of a request's records the broker took before that. */
  int landed(int all) {
    return chance.between(0, all);
  }

  private boolean happens(FaultKind kind, int outOfThousand) {
    if (over || outOfThousand == 0 || chance.between(1, 1_000) > outOfThousand) {
      return false;
    }
    tally.fault(kind);
    return true;
  }
}
