package org.evcharging.kafka;

import java.util.Optional;

/**
 * How far a partition was read.
 *
 * @param topicId tells a topic from a later one of the same name
 * @param nextOffset the first that was not read yet, from 0
 * @param newest the highest outbox row seen before it
 */
public record Position(
    String topicId, int partition, long nextOffset, Optional<OutboxRow> newest) {}
