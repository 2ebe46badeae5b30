package org.evcharging.message;

/** The bytes are not JSON, or not a message of this topic. Its message says why, in one line. */
public final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMessage(String reason) {
    super(reason);
  }

  MalformedMessage(String reason, Throwable cause) {
    super(reason, cause);
  }
}
