package org.evcharging.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** Where Kafka's own producers put a record with a key. */
public final class Partitions {
  private Partitions() {}

  /**
   * The partition of a key, the same that every Kafka client chooses by default.
   *
   * @param partitionCount how many the topic has, from 1
   */
  public static int of(String key, int partitionCount) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitionCount;
  }
}
