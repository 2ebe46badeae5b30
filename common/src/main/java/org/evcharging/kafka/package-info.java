/**
 * What every part needs to talk through Kafka: client settings, reading a topic from a remembered
 * position without a consumer group, and patient sending. Knows topics, keys and bytes; nothing
 * here knows what a message means, but for {@link org.evcharging.kafka.CentralPresence}.
 */
@NullMarked
package org.evcharging.kafka;

import org.jspecify.annotations.NullMarked;
