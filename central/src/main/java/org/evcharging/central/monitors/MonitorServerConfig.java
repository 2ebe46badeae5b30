package org.evcharging.central.monitors;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How Monitors are let in.
 *
 * @param listen where; port 0 means any free one
 * @param maxConnections beyond it a Monitor is answered NACK and tries again later; 1 to 100,000
 * @param registrationPatience how long a connection may last without a registration
 * @param silencePatience how long a registered one may say nothing at all. Core calls a Monitor
 *     dead long before; this only frees the connection
 */
public record MonitorServerConfig(
    InetSocketAddress listen,
    int maxConnections,
    Duration registrationPatience,
    Duration silencePatience) {
  private static final int MAX_CONNECTIONS_DEFAULT = 20_000;
  private static final int MAX_CONNECTIONS_LIMIT = 100_000;
  private static final Duration PATIENCE_DEFAULT = Duration.ofSeconds(30);

  /**
   * @throws IllegalArgumentException with a sentence for the user, if a value is out of range
   */
  public MonitorServerConfig {
    if (maxConnections < 1 || maxConnections > MAX_CONNECTIONS_LIMIT) {
      throw new IllegalArgumentException(
          "a limit of "
              + maxConnections
              + " Monitor connections is not between 1 and "
              + MAX_CONNECTIONS_LIMIT);
    }
    requirePositive("registration", registrationPatience);
    requirePositive("silence", silencePatience);
  }

  /** 20,000 connections, 30 s for everything. */
  public static MonitorServerConfig on(InetSocketAddress listen) {
    return new MonitorServerConfig(
        listen, MAX_CONNECTIONS_DEFAULT, PATIENCE_DEFAULT, PATIENCE_DEFAULT);
  }

  private static void requirePositive(String name, Duration patience) {
    if (!patience.isPositive()) {
      throw new IllegalArgumentException(
          "patience of " + patience.toMillis() + " ms with " + name + " is not above 0");
    }
  }
}
