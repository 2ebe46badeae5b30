package org.evcharging.central.access;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.TokenHash;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.StoreFailure;

/** Which token gives which role. Keeps no token, only their hashes. Thread-safe. */
public final class Tokens {
  private static final int RANDOM_BYTES = 24;

  /** Those of no driver. */
  private final Map<TokenHash, Role> fixed = new HashMap<>();

  private final Archive drivers;

  /**
   * @param operator gives {@link Role.Operator}
   * @param viewer gives {@link Role.Viewer}, if there is one
   * @param drivers where drivers' tokens are looked up, each time: one may be replaced at any time
   */
  public Tokens(String operator, Optional<String> viewer, Archive drivers) {
    viewer.ifPresent(token -> fixed.put(TokenHash.of(token), new Role.Viewer()));
    // Last: should both be the same, it is the operator's.
    fixed.put(TokenHash.of(operator), new Role.Operator());
    this.drivers = drivers;
  }

  /** The role that a token gives; empty if it is none. Reads the disk, unless it is a fixed one. */
  public Optional<Role> roleOf(String token) throws StoreFailure {
    // Hashes are compared, so that the time it takes says nothing of how much of a guess is right.
    TokenHash hash = TokenHash.of(token);
    Role role = fixed.get(hash);
    return role != null ? Optional.of(role) : drivers.driverOf(hash).map(Role.Driver::new);
  }

  /** A new token that nobody can guess: 48 hexadecimal digits. */
  public static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
