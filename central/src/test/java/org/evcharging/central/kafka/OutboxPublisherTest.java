package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.evcharging.central.kafka.Rows.rows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.TopicLookup;
import org.evcharging.message.Notification;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.time.Clocks;
import org.evcharging.time.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OutboxPublisherTest {
  private static final Notification.Progress PROGRESS =
      new Notification.Progress(
          new Notification.Subject("r", Optional.empty(), "D1", "CP-1"),
          new Energy(1),
          1,
          new Money(1));

  private final MemoryStore store = new MemoryStore();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
  private MockProducer<byte[], byte[]> producer = producer(true);
  private OutboxPublisher publisher;

  private Worker worker;

  @BeforeEach
  void make() {
    KafkaAccess kafka =
        new KafkaAccess(
            "localhost:1",
            new MockClients(),
            (_, _) -> {
              throw new AssertionError("reads no topic as it grows");
            },
            () -> {
              throw new AssertionError("makes no topics");
            });
    publisher = new OutboxPublisher(kafka, store, Clocks.system(), row -> {}, failures::add);
    worker = new Worker(Thread.ofPlatform(), Duration.ofMillis(200), publisher);
    log(OutboxPublisher.class, Level.OFF);
    log(Flight.class, Level.OFF);
  }

  @AfterEach
  void close() throws Exception {
    worker.stop();
    assertThat(worker.join(Duration.ofSeconds(10))).isTrue();
    publisher.close(Duration.ofSeconds(2));
    log(OutboxPublisher.class, null);
    log(Flight.class, null);
    assertThat(failures).isEmpty();
  }

  @Test
  void leftoversComeFirstThenWhatIsCommitted() {
    store.write(rows(1, 3));
    commit(4, 5);
    worker.start();
    commit(6, 7);

    awaitAcknowledged(7);
    assertThat(sent(producer))
        .containsExactly("row 1", "row 2", "row 3", "row 4", "row 5", "row 6", "row 7");
    assertThat(publisher.backlog()).isZero();
    assertThat(publisher.healthy()).isTrue();
  }

  @Test
  void aRowSaysWhichItIsAsReadersExpectIt() {
    commit(1, 1);
    worker.start();
    awaitAcknowledged(1);

    assertThat(org.evcharging.kafka.OutboxRow.from(producer.history().getFirst().headers()))
        .contains(new org.evcharging.kafka.OutboxRow(Rows.EPOCH, 1));
  }

  @Test
  void progressFollowsItsCommitWithoutANumber() {
    worker.start();
    commit(1, 1);
    awaitAcknowledged(1);
    List<OutboxRow> rows = rows(2, 2);
    store.write(rows);
    publisher.committed(new Committed(List.of(progressEntry()), rows));

    await().until(() -> producer.history().size() == 3);
    ProducerRecord<byte[], byte[]> last = producer.history().getLast();
    assertThat(new String(last.key(), UTF_8)).isEqualTo("D1");
    assertThat(last.headers()).isEmpty();
  }

  @Test
  void afterAFatalErrorAllFromTheLowestUnacknowledgedRowIsSentAgain() {
    MockProducer<byte[], byte[]> breaking = producer(false);
    producer = breaking;
    worker.start();
    commit(1, 4);
    await().until(() -> breaking.history().size() == 4);
    producer = producer(true);
    breaking.completeNext();
    breaking.errorNext(new OutOfOrderSequenceException("lost"));
    breaking.completeNext();
    commit(5, 5);

    awaitAcknowledged(5);
    assertThat(made).hasSize(2);
    assertThat(breaking.closed()).isTrue();
    assertThat(sent(producer)).containsExactly("row 2", "row 3", "row 4", "row 5");
  }

  @Test
  void nothingOvertakesARowThatTheProducerCannotTakeNow() {
    Refusing refusing = new Refusing(3);
    producer = refusing;
    worker.start();
    commit(1, 3);

    awaitAcknowledged(3);
    assertThat(sent(refusing)).containsExactly("row 1", "row 2", "row 3");
    assertThat(refusing.refusals).isZero();
    assertThat(made).hasSize(1);
  }

  @Test
  void aRecordThatCanNeverBeSentIsSkipped() {
    MockProducer<byte[], byte[]> strict = producer(false);
    producer = strict;
    worker.start();
    commit(1, 3);
    await().until(() -> strict.history().size() == 3);
    strict.completeNext();
    strict.errorNext(new RecordTooLargeException("2 MB"));
    strict.completeNext();

    awaitAcknowledged(3);
    assertThat(made).hasSize(1);
  }

  @Test
  void withoutPatienceAStepNeitherWaitsNorLosesWhatItCouldNotSend() throws Exception {
    Refusing refusing = new Refusing(1);
    producer = refusing;
    publisher.step(Duration.ZERO);
    commit(1, 2);

    assertThat(publisher.step(Duration.ZERO)).as("not now").isPositive();
    assertThat(publisher.healthy()).isFalse();
    assertThat(publisher.backlog()).isEqualTo(2);

    assertThat(publisher.step(Duration.ZERO)).isZero();
    assertThat(sent(refusing)).containsExactly("row 1", "row 2");
    assertThat(publisher.lastAcknowledgedRow()).isEqualTo(2);
    assertThat(publisher.step(Duration.ZERO)).as("nothing to do").isPositive();
  }

  private void commit(long first, long last) {
    List<OutboxRow> rows = rows(first, last);
    store.write(rows);
    publisher.committed(new Committed(List.of(), rows));
  }

  private static Entry progressEntry() {
    return new Entry(
        List.of(), List.of(new Outbound.ProgressToDriver(PROGRESS)), List.of(), Optional.empty());
  }

  private void awaitAcknowledged(long row) {
    await().until(() -> publisher.lastAcknowledgedRow() == row);
  }

  private static List<String> sent(MockProducer<byte[], byte[]> producer) {
    return producer.history().stream().map(each -> new String(each.value(), UTF_8)).toList();
  }

  private static MockProducer<byte[], byte[]> producer(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void log(Class<?> of, Level level) {
    ((Logger) LoggerFactory.getLogger(of)).setLevel(level);
  }

  /** A Kafka whose topics are empty. */
  private final class MockClients implements KafkaClients {
    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
      return new MockConsumer<>("none");
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
      made.add(producer);
      return producer;
    }

    @Override
    public TopicLookup lookup(String bootstrap, String topic) {
      throw new UnsupportedOperationException("a publisher reads no topics as they grow");
    }
  }

  /** Says "not now" some times, in the way of Kafka's client while it knows no broker. */
  private static final class Refusing extends MockProducer<byte[], byte[]> {
    private int refusals;

    Refusing(int refusals) {
      super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
      this.refusals = refusals;
    }

    @Override
    public synchronized java.util.concurrent.Future<
            org.apache.kafka.clients.producer.RecordMetadata>
        send(
            ProducerRecord<byte[], byte[]> record,
            org.apache.kafka.clients.producer.Callback callback) {
      if (refusals > 0) {
        refusals--;
        TimeoutException notNow = new TimeoutException("no metadata");
        callback.onCompletion(null, notNow);
        return java.util.concurrent.CompletableFuture.failedFuture(notNow);
      }
      return super.send(record, callback);
    }
  }
}
