package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventSenderTest {
  private final Clients clients = new Clients();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final EventSender sender = EventSender.start("localhost:9", "test", clients);

  @AfterEach
  void close() {
    sender.close();
  }

  private void send(String value) {
    assertThat(sender.send("topic", "key", value.getBytes(UTF_8), () -> acknowledged.add(value)))
        .isTrue();
  }

  private MadeProducer producer(int number) {
    await().until(() -> clients.made.size() >= number);
    return clients.made.get(number - 1);
  }

  @Test
  void whatAProducerOfNoMoreUseDoesNotTakeIsSentByAnother() {
    producer(1).sendException = new KafkaException("of no more use");
    send("one");
    producer(2);

    await().until(() -> producer(2).history().size() == 1);
    producer(2).completeNext();
    await().until(() -> acknowledged.equals(List.of("one")));
    assertThat(producer(1).closed()).isTrue();
    assertThat(sender.waiting()).isZero();
  }

  @Test
  void afterAFailureThatAProducerDoesNotSurviveAnotherIsUsed() {
    send("one");
    await().until(() -> producer(1).history().size() == 1);
    producer(1).errorNext(new ProducerFencedException("another has its place"));
    producer(2);

    send("two");
    await().until(() -> producer(2).history().size() == 1);
    assertThat(producer(1).closed()).isTrue();
  }

  @Test
  void aRecordThatIsRefusedConcernsNoOther() {
    send("too large");
    await().until(() -> producer(1).history().size() == 1);
    producer(1).errorNext(new RecordTooLargeException("too large"));
    send("two");

    await().until(() -> producer(1).history().size() == 2);
    producer(1).completeNext();
    await().until(() -> acknowledged.equals(List.of("two")));
    assertThat(clients.made).hasSize(1);
  }

  /** Completes nothing by itself, and has every topic. */
  private static final class MadeProducer extends MockProducer<byte[], byte[]> {
    MadeProducer() {
      super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
      return List.of(new PartitionInfo(topic, 0, null, null, null));
    }
  }

  private static final class Clients implements KafkaClients {
    private final List<MadeProducer> made = new CopyOnWriteArrayList<>();

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
      MadeProducer producer = new MadeProducer();
      made.add(producer);
      return producer;
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
      throw new UnsupportedOperationException("a sender reads nothing");
    }

    @Override
    public TopicLookup lookup(String bootstrap, String topic) {
      throw new UnsupportedOperationException("a sender asks its producer");
    }
  }
}
