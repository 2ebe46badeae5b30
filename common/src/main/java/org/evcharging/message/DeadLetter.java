package org.evcharging.message;

import java.util.Base64;

/** A record that Central could not take, as it came, and why. */
public record DeadLetter(
    String reason, String topic, int partition, long offset, String keyBase64, String valueBase64) {

  /** Keeps key and value byte for byte. */
  public static DeadLetter of(
      String reason, String topic, int partition, long offset, byte[] key, byte[] value) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new DeadLetter(
        reason, topic, partition, offset, base64.encodeToString(key), base64.encodeToString(value));
  }
}
