package org.evcharging.central.admin.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record's bytes, which Kafka gives as null where there are none. */
final class Bytes {
  private Bytes() {}

  static byte[] of(byte @Nullable [] bytes) {
    return Optional.ofNullable(bytes).orElseGet(() -> new byte[0]);
  }
}
