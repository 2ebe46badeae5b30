/**
 * The only home of Central's state locks: what must be seen and changed as one is guarded here.
 * Decisions are made by {@code core}; no socket, Kafka or disk is touched while a lock is held.
 */
@NullMarked
package org.evcharging.central.state;

import org.jspecify.annotations.NullMarked;
