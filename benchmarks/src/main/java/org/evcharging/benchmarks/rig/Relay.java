package org.evcharging.benchmarks.rig;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.evcharging.benchmarks.traffic.Records;
import org.evcharging.benchmarks.traffic.Samples;
import org.evcharging.benchmarks.traffic.Slots;
import org.evcharging.benchmarks.traffic.TopicLoop;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.kafka.ClientSettings;
import org.evcharging.message.Topic;

/**
 * The bare relay: for each record that Central would answer, the records that it would send, with
 * the same keys, lengths, headers and client settings. Two loops like Central's; no decision, no
 * disk, not even new bytes.
 */
final class Relay implements Middle {
  private static final List<Header> ROW_HEADERS = List.of(header("epoch"), header("row"));

  private final byte[] received = Samples.received();
  private final byte[] checking = Samples.checking();
  private final byte[] authorize = Samples.authorize();
  private final byte[] asking = Samples.asking();
  private final byte[] granted = Samples.granted();
  private final byte[] authorized = Samples.authorized();
  private final byte[] expired = Samples.expired();

  private final Slots slots;
  private final Trouble trouble;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicLoop requests;
  private final TopicLoop events;

  private Relay(String bootstrap, Slots slots, Trouble trouble) throws InterruptedException {
    this.slots = slots;
    this.trouble = trouble;
    this.producer = new KafkaProducer<>(ClientSettings.outbox(bootstrap));
    this.requests =
        TopicLoop.start(
            ClientSettings.input(bootstrap, Topic.REQUESTS),
            Topic.REQUESTS,
            this::requested,
            trouble);
    this.events =
        TopicLoop.start(
            ClientSettings.input(bootstrap, Topic.EVENTS), Topic.EVENTS, this::reported, trouble);
  }

  /** Begins, and returns when it reads. */
  static Relay start(String bootstrap, Slots slots, Trouble trouble) throws InterruptedException {
    return new Relay(bootstrap, slots, trouble);
  }

  private void requested(ConsumerRecord<byte[], byte[]> request) {
    byte[] driver = slots.driverKey(Slots.slotOf(request.key()));
    send(Topic.NOTIFICATIONS, driver, received);
    send(Topic.NOTIFICATIONS, driver, checking);
    send(Topic.COMMANDS, request.key(), authorize);
    send(Topic.NOTIFICATIONS, driver, asking);
  }

  private void reported(ConsumerRecord<byte[], byte[]> event) {
    byte[] driver = slots.driverKey(Slots.slotOf(event.key()));
    if (Records.type(event.value()) == 'C') {
      send(Topic.COMMANDS, event.key(), granted);
      send(Topic.NOTIFICATIONS, driver, authorized);
    } else {
      send(Topic.NOTIFICATIONS, driver, expired);
    }
  }

  private void send(Topic topic, byte[] key, byte[] value) {
    var _ =
        producer.send(
            new ProducerRecord<>(topic.topicName(), null, key, value, ROW_HEADERS), trouble);
  }

  private static Header header(String name) {
    return new RecordHeader(name, ByteBuffer.allocate(Long.BYTES).putLong(1).array());
  }

  @Override
  public void close() {
    requests.close();
    events.close();
    producer.close();
  }
}
