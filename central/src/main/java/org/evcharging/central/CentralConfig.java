package org.evcharging.central;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.evcharging.kafka.KafkaSettings;

/**
 * How Central is set up.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param listen where Monitors connect to; port 0 means any free one
 * @param http where {@code /health} is served; port 0 means any free one
 * @param database the SQLite file; made if it is not there
 * @param openDrivers whether drivers who are not known are admitted at their first request
 */
public record CentralConfig(
    String bootstrap,
    InetSocketAddress listen,
    InetSocketAddress http,
    Path database,
    boolean openDrivers) {
  /**
   * @throws IllegalArgumentException with a line for the user, if Kafka's address is not one
   */
  public CentralConfig {
    KafkaSettings.requireBootstrap(bootstrap);
  }
}
