package org.evcharging.wire;

import java.nio.charset.StandardCharsets;

/** The bytes of the protocol, and how a payload becomes a frame: {@code STX payload ETX LRC}. */
final class Framing {
  static final byte STX = 0x02;
  static final byte ETX = 0x03;
  static final byte EOT = 0x04;
  static final byte ENQ = 0x05;
  static final byte ACK = 0x06;
  static final byte NACK = 0x15;

  static final int MAX_PAYLOAD_BYTES = 8192;

  /** Bytes below this have no place in a payload; the bytes above are all of UTF-8. */
  static final int LOWEST_PAYLOAD_BYTE = 0x20;

  /** STX, ETX and LRC. */
  private static final int AROUND_PAYLOAD_BYTES = 3;

  private Framing() {}

  /**
   * @throws IllegalArgumentException if the payload is too long, or has a byte below 0x20
   */
  static byte[] frame(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "payload of " + bytes.length + " bytes is longer than " + MAX_PAYLOAD_BYTES);
    }
    byte[] frame = new byte[bytes.length + AROUND_PAYLOAD_BYTES];
    frame[0] = STX;
    byte lrc = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (isForbidden(bytes[i])) {
        throw new IllegalArgumentException("payload has a control character at byte " + i);
      }
      frame[i + 1] = bytes[i];
      lrc ^= bytes[i];
    }
    frame[frame.length - 2] = ETX;
    frame[frame.length - 1] = lrc;
    return frame;
  }

  static boolean isForbidden(byte b) {
    return Byte.toUnsignedInt(b) < LOWEST_PAYLOAD_BYTE;
  }
}
