package org.evcharging.wire;

import java.io.IOException;

/** The peer does not speak this protocol; the connection is not worth keeping. */
final class TooMuchGarbage extends IOException {
  private static final long serialVersionUID = 1L;

  TooMuchGarbage(String reason) {
    super(reason);
  }
}
