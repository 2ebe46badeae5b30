package org.evcharging.central.monitors;

import java.net.InetSocketAddress;

/**
 * Where Monitors are let in.
 *
 * @param listen where; port 0 means any free one
 * @param maxConnections beyond it a Monitor is answered NACK and tries again later; 1 to 100,000
 */
public record MonitorServerConfig(InetSocketAddress listen, int maxConnections) {
  private static final int MAX_CONNECTIONS_DEFAULT = 20_000;
  private static final int MAX_CONNECTIONS_LIMIT = 100_000;

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
  }

  /** 20,000 connections. */
  public static MonitorServerConfig on(InetSocketAddress listen) {
    return new MonitorServerConfig(listen, MAX_CONNECTIONS_DEFAULT);
  }
}
