package org.evcharging.central.store;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;

/**
 * What one transaction writes.
 *
 * @param events in the order in which they happened
 * @param positions the newest of each partition
 * @param outboxClearedTo rows up to here have long been acknowledged, and go
 */
public record Batch(
    List<Event.Durable> events,
    List<OutboxRow> outbox,
    Collection<InputPosition> positions,
    OptionalLong outboxClearedTo) {}
