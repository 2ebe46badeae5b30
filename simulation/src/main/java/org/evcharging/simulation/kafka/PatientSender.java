package org.evcharging.simulation.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.RecordSender;

/** What {@code EventSender} is with a thread: one producer, and a count of what is under way. */
public final class PatientSender implements RecordSender {
  private final KafkaClients clients;
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
  private int waiting;

  public PatientSender(KafkaClients clients) {
    this.clients = clients;
  }

  @Override
  public boolean send(String topic, String key, byte[] value) {
    Producer<byte[], byte[]> sending =
        producer.isPresent() ? producer.get() : clients.producer(Map.of());
    producer = Optional.of(sending);
    waiting++;
    var _ =
        sending.send(
            new ProducerRecord<>(topic, key.getBytes(UTF_8), value),
            (_, failure) -> {
              waiting--;
              if (failure != null) {
                producer = Optional.empty();
              }
            });
    return true;
  }

  @Override
  public int waiting() {
    return waiting;
  }

  @Override
  public void close() {
    producer.ifPresent(Producer::close);
  }
}
