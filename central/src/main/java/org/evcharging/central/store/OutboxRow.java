package org.evcharging.central.store;

import org.evcharging.message.Topic;

/**
 * A message on its way to Kafka.
 *
 * @param row ascends without end over all runs of Central
 * @param epoch the run that wrote it
 */
// Nobody compares rows; copying each key and value would only cost.
@SuppressWarnings("ArrayRecordComponent")
public record OutboxRow(long row, long epoch, Topic topic, byte[] key, byte[] value) {}
