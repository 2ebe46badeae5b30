package org.evcharging.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secret of a charge point, or of a member, as it is kept: SHA-256 over salt and secret.
 * Secrets are long random strings made by programs, so that a slow hash would only slow down
 * thousands that reconnect at once.
 *
 * @param salt random, hexadecimal
 * @param hash hexadecimal
 */
public record SecretHash(String salt, String hash) {

  /** Hashes a secret with a fresh salt. */
  public static SecretHash of(String salt, String secret) {
    return new SecretHash(salt, digest(salt, secret));
  }

  /** Tells whether the secret is the one, in a time that does not depend on where it differs. */
  public boolean matches(String secret) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII),
        digest(salt, secret).getBytes(StandardCharsets.US_ASCII));
  }

  private static String digest(String salt, String secret) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(salt.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Never shows the hash: it ends up in logs. */
  @Override
  public String toString() {
    return "SecretHash";
  }
}
