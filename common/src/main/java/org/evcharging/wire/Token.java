package org.evcharging.wire;

/** What the bytes of a connection turn out to be, one after the other. */
sealed interface Token {
  /** A well-formed frame. */
  record Frame(String payload) implements Token {}

  /**
   * A frame from its STX to its LRC that cannot be taken.
   *
   * @param reason in a few words, for logs
   */
  record Damaged(String reason) implements Token {}

  /** "Is anybody there?" */
  record Enq() implements Token {}

  /** Yes; or the frame was well formed. */
  record Ack() implements Token {}

  /** No; or the frame was damaged. */
  record Nack() implements Token {}

  /** The other side leaves. */
  record Eot() implements Token {}
}
