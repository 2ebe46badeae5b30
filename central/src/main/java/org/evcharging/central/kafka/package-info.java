/**
 * Between Kafka and Central: records in to be decided, committed messages out, the network's state
 * for all, and the watch for a second Central. Nothing is decided here, and nothing leaves that is
 * not on the disk.
 */
@NullMarked
package org.evcharging.central.kafka;

import org.jspecify.annotations.NullMarked;
