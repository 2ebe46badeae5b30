package org.evcharging.benchmarks.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * A message as Central's own codec writes it, with places to be filled in: making one is copying
 * some bytes. Immutable.
 */
final class Template {
  private final byte[] bytes;
  private final int[] places;

  /**
   * @param placeholders texts that stand once in the message, where something is to be filled in
   * @throws IllegalArgumentException if one is not there
   */
  Template(byte[] bytes, String... placeholders) {
    this.bytes = bytes.clone();
    this.places = new int[placeholders.length];
    for (int i = 0; i < places.length; i++) {
      places[i] = Records.indexOf(bytes, placeholders[i].getBytes(US_ASCII), 0);
      if (places[i] < 0) {
        throw new IllegalArgumentException(
            placeholders[i] + " is not in " + new String(bytes, US_ASCII));
      }
    }
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  /** Copies a text over a place. */
  void put(byte[] message, int place, byte[] text) {
    System.arraycopy(text, 0, message, places[place], text.length);
  }

  /** Copies a part of another message over a place. */
  void put(byte[] message, int place, byte[] source, int from, int length) {
    System.arraycopy(source, from, message, places[place], length);
  }

  /** Writes a number over a place, so many digits of it. */
  void putNumber(byte[] message, int place, int digits, long number) {
    long rest = number;
    for (int i = places[place] + digits - 1; i >= places[place]; i--) {
      message[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
