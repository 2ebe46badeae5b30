package org.evcharging.central.core;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;

/**
 * A moment by which something must have happened at a charge point.
 *
 * @param session which one's it is; empty where a charge point has one of the kind at most
 */
public record Deadline(Kind kind, ChargePointId chargePoint, Optional<SessionId> session) {
  Deadline(Kind kind, ChargePointId chargePoint) {
    this(kind, chargePoint, Optional.empty());
  }

  /** What must happen, and how long it may take (spec §4 and §5). */
  public enum Kind {
    /** The Engine answers {@code Authorize}. */
    ANSWER(Duration.ofSeconds(5)),
    /** The driver plugs in. The Engine decides this after 60 s; Central only if it stays silent. */
    PLUG_IN(Duration.ofSeconds(70)),
    /** The Engine sends the final reading of a session that Central ends. */
    FINAL_READING(Duration.ofSeconds(5)),
    /** The Monitor gives a life sign. */
    LIFE_SIGN(Duration.ofSeconds(3)),
    /** A lost Monitor returns, before its charge point's session ends. */
    MONITOR_RETURN(Duration.ofSeconds(3)),
    /** The same after a start of Central, when all Monitors have to come back. */
    MONITOR_RETURN_AFTER_START(Duration.ofSeconds(15)),
    /** A life sign names the session that charges. */
    SUPPLY_NAMED(Duration.ofSeconds(10)),
    /**
     * The final reading of a session that Central ended without it, or what is left of its hold
     * goes back (spec §8).
     */
    HOLD_RELEASE(Duration.ofHours(1)),
    /** Until then an Engine is not told again that its session is over. */
    NEXT_RECALL(Duration.ofSeconds(5));

    private final long nanos;

    Kind(Duration duration) {
      this.nanos = duration.toNanos();
    }

    /** How long it may take, in nanoseconds. */
    public long nanos() {
      return nanos;
    }
  }
}
