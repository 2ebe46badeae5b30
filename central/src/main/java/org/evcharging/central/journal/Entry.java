package org.evcharging.central.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.store.InputPosition;
import org.evcharging.message.NetworkRecord.ChargePointState;

/**
 * One decision on its way to the disk and out.
 *
 * @param events what happened
 * @param outbound what leaves once it is committed, in this order
 * @param states charge points whose status, place or price is another now
 * @param windows bookable windows that have changed, as they are now
 * @param position how far the input is decided with it; empty for what did not come from Kafka
 * @param cause what was decided about, for the timeline of the session it concerns; empty for what
 *     no timeline tells of
 */
public record Entry(
    List<Event> events,
    List<Outbound> outbound,
    List<ChargePointState> states,
    List<WindowView> windows,
    Optional<InputPosition> position,
    Optional<Cause> cause) {

  /**
   * What was decided about.
   *
   * @param at when it was decided
   * @param receivedNanos when it came, on the monotonic clock
   */
  public record Cause(Input input, Instant at, long receivedNanos) {}

  /** An entry that no timeline tells of. */
  public Entry(
      List<Event> events,
      List<Outbound> outbound,
      List<ChargePointState> states,
      Optional<InputPosition> position) {
    this(events, outbound, states, position, Optional.empty());
  }

  /** An entry that changes nothing that can be booked. */
  public Entry(
      List<Event> events,
      List<Outbound> outbound,
      List<ChargePointState> states,
      Optional<InputPosition> position,
      Optional<Cause> cause) {
    this(events, outbound, states, List.of(), position, cause);
  }

  /** Tells whether somebody may learn of it, so that it must be on disk soon. */
  boolean urgent() {
    // Loops, not streams: this runs for each meter value.
    for (Event event : events) {
      if (event instanceof Event.Durable && !(event instanceof Event.MeterRead)) {
        return true;
      }
    }
    for (Outbound leaving : outbound) {
      if (leaving instanceof Outbound.Durable) {
        return true;
      }
    }
    return false;
  }
}
