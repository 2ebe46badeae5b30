package org.evcharging.central.journal;

import java.util.List;
import org.evcharging.central.store.OutboxRow;

/**
 * Entries that are on the disk now, in order.
 *
 * @param rows their durable messages, as they were written
 */
public record Committed(List<Entry> entries, List<OutboxRow> rows) {}
