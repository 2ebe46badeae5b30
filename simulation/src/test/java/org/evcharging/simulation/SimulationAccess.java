package org.evcharging.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Topic;
import org.evcharging.simulation.world.Machine;

/** A way around everything into the simulated Kafka, for faults that are planted. */
public final class SimulationAccess {
  private final KafkaClients clients;
  private final MessageCodec codec = new MessageCodec();

  private SimulationAccess(KafkaClients clients) {
    this.clients = clients;
  }

  public static SimulationAccess of(Simulation simulation) {
    return new SimulationAccess(simulation.strangersClients());
  }

  /** Sends a notification as Central would, but at once. */
  public void notify(Notification notification) {
    var _ =
        clients
            .producer(Map.of())
            .send(
                new ProducerRecord<>(
                    Topic.NOTIFICATIONS.topicName(),
                    notification.subject().driverId().getBytes(UTF_8),
                    codec.encode(notification, Machine.BEGINNING)));
  }
}
