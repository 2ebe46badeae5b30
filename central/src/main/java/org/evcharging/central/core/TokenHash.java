package org.evcharging.central.core;

import org.evcharging.model.SecretHash;

/**
 * All that is kept of a token: SHA-256 of it. Tokens are long and random, so that nobody finds one
 * from its hash; and without salt, so that whose it is can be looked up.
 *
 * @param hash hexadecimal
 */
public record TokenHash(String hash) {
  private static final String NO_SALT = "";

  /** That of a token. */
  public static TokenHash of(String token) {
    return new TokenHash(SecretHash.of(NO_SALT, token).hash());
  }

  /** Never shows the hash: it ends up in logs. */
  @Override
  public String toString() {
    return "TokenHash";
  }
}
