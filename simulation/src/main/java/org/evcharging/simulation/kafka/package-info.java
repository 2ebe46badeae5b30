/**
 * A Kafka broker in memory and the clients to it, with what goes wrong between them. Knows topics,
 * keys and bytes; nothing of what they mean.
 */
@NullMarked
package org.evcharging.simulation.kafka;

import org.jspecify.annotations.NullMarked;
