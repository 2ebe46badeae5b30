package org.evcharging.central.state;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Movement;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.model.Money;

/**
 * What money has moved since the start, by the way it moved; never ahead of the disk. Counted by
 * the journal's thread alone, so with no costly atomic step; read by any.
 */
public final class MoneyFlows implements CommitListener {
  private final Map<Movement, Sum> sums = new EnumMap<>(Movement.class);

  /** Each way there is: one that has not been taken yet is 0, and not unknown. */
  public MoneyFlows() {
    for (Movement movement : Movement.values()) {
      sums.put(movement, new Sum());
    }
  }

  /**
   * One way of moving.
   *
   * @param cents of all of them together; more than one {@link Money} can be
   */
  public record Flow(long movements, long cents) {}

  private static final class Sum {
    private final AtomicLong movements = new AtomicLong();
    private final AtomicLong cents = new AtomicLong();

    void add(Money amount) {
      movements.lazySet(movements.getPlain() + 1);
      cents.lazySet(cents.getPlain() + amount.cents());
    }

    Flow read() {
      return new Flow(movements.get(), cents.get());
    }
  }

  @Override
  public void committed(Committed committed) {
    for (Entry entry : committed.entries()) {
      for (Event event : entry.events()) {
        if (event instanceof Event.MoneyMoved moved) {
          sum(moved.movement()).add(moved.amount());
        }
      }
    }
  }

  /** Each way there is. */
  public Map<Movement, Flow> read() {
    Map<Movement, Flow> flows = new EnumMap<>(Movement.class);
    sums.forEach((movement, sum) -> flows.put(movement, sum.read()));
    return flows;
  }

  private Sum sum(Movement movement) {
    return Objects.requireNonNull(sums.get(movement));
  }
}
