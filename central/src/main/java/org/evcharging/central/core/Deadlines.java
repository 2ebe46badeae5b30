package org.evcharging.central.core;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;

/**
 * The deadlines that run, on the monotonic clock. At most one of a kind for each charge point, or
 * for each session where a charge point may have several.
 */
final class Deadlines {
  private record Due(long nanos, Deadline deadline) {}

  private static final Comparator<Deadline> BY_DEADLINE =
      Comparator.comparing(Deadline::chargePoint)
          .thenComparing(Deadline::kind)
          .thenComparing(deadline -> deadline.session().map(SessionId::value).orElse(""));

  // Differences, not values: the monotonic clock may pass the end of its range.
  private static final Comparator<Due> SOONEST_FIRST =
      (a, b) -> {
        int byTime = Long.signum(a.nanos - b.nanos);
        return byTime != 0 ? byTime : BY_DEADLINE.compare(a.deadline, b.deadline);
      };

  private final Map<Deadline, Due> running = new HashMap<>();
  private final TreeSet<Due> queue = new TreeSet<>(SOONEST_FIRST);

  void begin(Deadline.Kind kind, ChargePointId chargePoint, long nowNanos) {
    start(new Deadline(kind, chargePoint), nowNanos);
  }

  void start(Deadline deadline, long nowNanos) {
    cancel(deadline);
    Due due = new Due(nowNanos + deadline.kind().nanos(), deadline);
    running.put(deadline, due);
    queue.add(due);
  }

  void cancel(Deadline deadline) {
    Due due = running.remove(deadline);
    if (due != null) {
      queue.remove(due);
    }
  }

  void cancel(Deadline.Kind kind, ChargePointId chargePoint) {
    cancel(new Deadline(kind, chargePoint));
  }

  boolean runs(Deadline.Kind kind, ChargePointId chargePoint) {
    return running.containsKey(new Deadline(kind, chargePoint));
  }

  /** The deadline that is due and was so first. */
  Optional<Deadline> firstDue(long nowNanos) {
    return queue.isEmpty() || queue.first().nanos - nowNanos > 0
        ? Optional.empty()
        : Optional.of(queue.first().deadline);
  }

  /** Each has its full time again, but for what nobody's silence is the cause of. */
  void beginAllAnew(long nowNanos) {
    for (Deadline deadline : List.copyOf(running.keySet())) {
      if (deadline.kind() != Deadline.Kind.HOLD_RELEASE) {
        start(deadline, nowNanos);
      }
    }
  }
}
