package org.evcharging.wire;

/** A frame's payload is not one of the operations of spec §6. Its message says why, in one line. */
public final class MalformedFrame extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedFrame(String reason) {
    super(reason);
  }

  MalformedFrame(String reason, Throwable cause) {
    super(reason, cause);
  }
}
