package org.evcharging.central.store;

/**
 * How far an input topic's partition has been decided.
 *
 * @param nextOffset the first record not yet decided
 */
public record InputPosition(String topic, int partition, String topicId, long nextOffset) {}
