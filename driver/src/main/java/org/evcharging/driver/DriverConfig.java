package org.evcharging.driver;

import java.nio.file.Path;
import java.util.List;
import org.evcharging.driver.core.Batch;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;

/**
 * A driver that works through services in this process.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param data folder that keeps how far notifications were read
 * @param services the charge points to ask for, in order
 */
public record DriverConfig(
    String bootstrap, DriverId id, Path data, List<ChargePointId> services, Batch.Plan plan) {
  /**
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public DriverConfig {
    KafkaSettings.requireBootstrap(bootstrap);
    services = List.copyOf(services);
  }
}
