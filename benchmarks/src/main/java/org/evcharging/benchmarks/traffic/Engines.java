package org.evcharging.benchmarks.traffic;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * All engines in one loop: each confirms what it is asked, and when it is granted says that nobody
 * plugged in, which frees its charge point for the next authorisation.
 */
public final class Engines implements AutoCloseable {
  private static final int SESSION = 0;
  private static final int CHARGE_POINT = 1;
  private static final int SEQUENCE = 2;

  private final Template confirmed = template(Samples.confirmed());
  private final Template ended = template(Samples.ended());
  private final AtomicLong sequence = new AtomicLong(Long.parseLong(Samples.SEQUENCE));
  private final Trouble trouble;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicLoop commands;

  private Engines(String bootstrap, Trouble trouble) throws InterruptedException {
    this.trouble = trouble;
    this.producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap, "bench-engines"));
    this.commands =
        TopicLoop.start(
            KafkaSettings.consumer(bootstrap, "bench-engines"),
            Topic.COMMANDS,
            this::commanded,
            trouble);
  }

  /** Begins, and returns when they listen. */
  public static Engines start(String bootstrap, Trouble trouble) throws InterruptedException {
    return new Engines(bootstrap, trouble);
  }

  private static Template template(byte[] sample) {
    return new Template(sample, Samples.SESSION_ID, Slots.chargePoint(0).value(), Samples.SEQUENCE);
  }

  private void commanded(ConsumerRecord<byte[], byte[]> record) {
    switch (Records.type(record.value())) {
      case 'A' -> answer(record, confirmed);
      case 'G' -> answer(record, ended);
      default -> {
        // Central takes a session back, having denied it: its driver is told, and counts it.
      }
    }
  }

  private void answer(ConsumerRecord<byte[], byte[]> command, Template template) {
    byte[] event = template.copy();
    template.put(
        event,
        SESSION,
        command.value(),
        Records.sessionAt(command.value()),
        Records.SESSION_LENGTH);
    template.put(event, CHARGE_POINT, command.key());
    template.putNumber(event, SEQUENCE, Samples.SEQUENCE.length(), sequence.incrementAndGet());
    var _ =
        producer.send(
            new ProducerRecord<>(Topic.EVENTS.topicName(), command.key(), event), trouble);
  }

  @Override
  public void close() {
    commands.close();
    producer.close();
  }
}
