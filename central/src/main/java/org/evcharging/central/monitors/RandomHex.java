package org.evcharging.central.monitors;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Salts and command ids: 128 random bits, which nobody guesses and which never meet twice. */
public final class RandomHex {
  private static final int BYTES = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomHex() {}

  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
