package org.evcharging.kafka;

/** Sends records to Kafka, in the order they are given, without blocking its callers. */
public interface RecordSender extends AutoCloseable {

  /**
   * Sends a record, if there is room.
   *
   * @return false if too many wait, or after {@link #close}: it is not sent
   */
  boolean send(String topic, String key, byte[] value);

  /** How many records were given and are not acknowledged yet. */
  int waiting();

  /** Sends no more; what waits may be lost. */
  @Override
  void close();
}
