package org.evcharging.wire;

/**
 * The sending half of a conversation, whatever carries it. Thread-safe; never waits for the peer.
 */
public interface Connection {
  /**
   * Queues a payload.
   *
   * @return false if the connection is closed, or closes now because too much waits
   * @throws IllegalArgumentException if the payload is longer than {@link
   *     FramedConnection#MAX_PAYLOAD_BYTES} or has control characters
   */
  boolean send(String payload);

  /** {@code host:port} of the other side, for messages. */
  String peer();

  /** Says goodbye and ends. May be called again; may take a moment. */
  void close();
}
