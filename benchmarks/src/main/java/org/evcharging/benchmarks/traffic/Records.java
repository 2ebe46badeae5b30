package org.evcharging.benchmarks.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** What is read of a record without parsing it, on both sides alike. */
public final class Records {
  /** Session ids are ULIDs. */
  static final int SESSION_LENGTH = 26;

  private static final byte[] TYPE = "{\"type\":\"".getBytes(US_ASCII);
  private static final byte[] SESSION = "\"sessionId\":\"".getBytes(US_ASCII);

  private Records() {}

  /** The letter its type begins with: the types of a topic differ in it, or in the next. */
  public static char type(byte[] message) {
    return (char) message[TYPE.length];
  }

  /** Tells whether it is {@code Expired}, of those that begin with an E. */
  static boolean isExpired(byte[] message) {
    return message[TYPE.length + 1] == 'x';
  }

  /**
   * Where its session id begins.
   *
   * @throws IllegalArgumentException if it has none
   */
  static int sessionAt(byte[] message) {
    int at = indexOf(message, SESSION, TYPE.length);
    if (at < 0) {
      throw new IllegalArgumentException("no session in " + new String(message, US_ASCII));
    }
    return at + SESSION.length;
  }

  /** Where the text begins, from there on; negative if nowhere. */
  static int indexOf(byte[] message, byte[] text, int from) {
    for (int start = from; start <= message.length - text.length; start++) {
      int matched = 0;
      while (matched < text.length && message[start + matched] == text[matched]) {
        matched++;
      }
      if (matched == text.length) {
        return start;
      }
    }
    return -1;
  }
}
