package org.evcharging.central.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;

/**
 * What one transaction writes.
 *
 * @param events in the order in which they happened
 * @param lines for the timeline of the session that the event with the same index is about, as
 *     {@link TimelineLine} reads them; empty where there is none, and shorter than the events where
 *     the rest has none
 * @param furtherLines those that no event brings along
 * @param positions the newest of each partition
 * @param outboxClearedTo rows up to here have long been acknowledged, and go
 */
public record Batch(
    List<Event.Durable> events,
    List<String> lines,
    List<SessionLine> furtherLines,
    List<OutboxRow> outbox,
    Collection<InputPosition> positions,
    OptionalLong outboxClearedTo) {

  /** A batch that no timeline tells of. */
  public Batch(
      List<Event.Durable> events,
      List<OutboxRow> outbox,
      Collection<InputPosition> positions,
      OptionalLong outboxClearedTo) {
    this(events, List.of(), List.of(), outbox, positions, outboxClearedTo);
  }

  /** The line that goes with the event of this index; empty if none does. */
  public String line(int eventIndex) {
    return eventIndex < lines.size() ? lines.get(eventIndex) : "";
  }
}
