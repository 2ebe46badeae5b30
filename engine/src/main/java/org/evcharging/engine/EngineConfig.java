package org.evcharging.engine;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.kafka.KafkaSettings;

/**
 * What one Engine is given at its start.
 *
 * @param listen where its Monitor connects to; port 0: any that is free
 * @param bootstrap Kafka, {@code host:port[,host:port…]}
 * @param data a folder of its own, made if need be
 */
public record EngineConfig(
    InetSocketAddress listen, String bootstrap, Path data, EngineRules rules) {
  /** What the charge point gives unless it is told otherwise: three phases of 32 A. */
  public static final long DEFAULT_POWER_W = 22_000;

  /**
   * @throws IllegalArgumentException with a line for the user, if Kafka's address is not one
   */
  public EngineConfig {
    KafkaSettings.requireBootstrap(bootstrap);
  }
}
