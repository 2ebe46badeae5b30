package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;

class SteppedTailTest {
  private static final TopicPartition ONLY = new TopicPartition("notices", 0);

  private final Kafka kafka = new Kafka();
  private final Heard heard = new Heard();
  private final Memory memory = new Memory();
  private final SteppedTail tail = new SteppedTail(settings(), heard, kafka, kafka);

  @Test
  void itIsDrivenToTheTopicAndReadsWithoutWaiting() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(3);
    assertThat(tail.isReady()).isTrue();
    assertThat(tail.assignment()).containsExactly(ONLY);

    kafka.write("D1", "a");
    kafka.write("D2", "not mine");
    steps(1);

    assertThat(heard.said).containsExactly("caught up", "a");
    tail.close();
    assertThat(memory.position.orElseThrow().nextOffset()).isEqualTo(2);
  }

  @Test
  void anAnswerThatHasNotComeIsNotWaitedForButAskedForOnce() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    kafka.answers = false;
    steps(5);
    assertThat(tail.isReady()).isFalse();
    assertThat(kafka.asked).isEqualTo(1);

    kafka.answers = true;
    steps(1);

    assertThat(tail.isReady()).isTrue();
  }

  @Test
  void aTopicThatIsNotThereIsLeftAloneForAWhileAndThenReadFromItsBeginning() throws Exception {
    tail.step(Duration.ZERO);
    assertThat(tail.step(Duration.ZERO)).isPositive();
    assertThat(tail.step(Duration.ZERO)).isPositive();
    assertThat(heard.said).containsExactly("waiting for notices");

    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    kafka.write("D1", "first");
    steps(2);

    assertThat(heard.said).contains("first");
  }

  @Test
  void afterAFailureItGoesOnWithNewClientsWhereItWas() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(2);
    kafka.write("D1", "a");
    steps(1);
    kafka.consumer().setPollException(new KafkaException("away"));

    assertThat(tail.step(Duration.ZERO)).isPositive();
    assertThat(kafka.consumer().closed()).isTrue();
    kafka.write("D1", "b");
    steps(3);

    assertThat(kafka.made).hasSize(2);
    assertThat(heard.said.stream().filter(said -> said.length() == 1)).containsExactly("a", "b");
  }

  @Test
  void whatStandsInThePlaceOfRecordsThatKafkaLostIsRead() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(2);
    kafka.write("D1", "a", new OutboxRow(1, 1));
    kafka.write("D1", "lost", new OutboxRow(1, 2));
    steps(1);
    tail.close();
    assertThat(memory.position.orElseThrow().leaderEpoch()).hasValue(0);

    kafka.losesTheNewest(1);
    kafka.write("D1", "b", new OutboxRow(1, 3));
    kafka.write("D1", "c", new OutboxRow(1, 4));
    SteppedTail next = new SteppedTail(settings(), heard, kafka, kafka);
    for (int i = 0; i < 6; i++) {
      next.step(Duration.ZERO);
    }

    assertThat(heard.records()).containsExactly("a", "lost", "b", "c");
    assertThat(heard.said).endsWith("caught up");
    next.close();
    assertThat(memory.position)
        .contains(new Position("t-1", 0, 3, OptionalInt.of(1), Optional.of(new OutboxRow(1, 4))));
  }

  @Test
  void withoutRowsItBeginsAfterALossWhereItsSettingsSay() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(2);
    kafka.write("D1", "a");
    kafka.write("D1", "lost");
    steps(1);
    tail.close();

    kafka.losesTheNewest(1);
    kafka.write("D1", "b");
    kafka.write("D1", "c");
    SteppedTail next = new SteppedTail(settings(), heard, kafka, kafka);
    for (int i = 0; i < 6; i++) {
      next.step(Duration.ZERO);
    }
    kafka.write("D1", "d");
    next.step(Duration.ZERO);
    next.close();

    assertThat(heard.records()).containsExactly("a", "lost", "d");
  }

  @Test
  void aTopicMadeAnewIsNoticedAndReadFromItsBeginning() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(3);
    kafka.topic = Optional.of(new TopicLookup.Topic("t-2", 1));
    kafka.write("D1", "new");
    kafka.nowNanos += Duration.ofSeconds(11).toNanos();

    steps(3);

    assertThat(memory.position.orElseThrow().topicId()).isEqualTo("t-2");
    assertThat(heard.said).endsWith("new", "caught up");
  }

  @Test
  void closedByItsReaderItKeepsTheRestAndLetsItsClientsGoAtTheEndOfTheStep() throws Exception {
    kafka.topic = Optional.of(new TopicLookup.Topic("t-1", 1));
    steps(2);
    heard.onRead = tail::close;
    kafka.write("D1", "a");
    kafka.write("D1", "b");

    steps(2);

    assertThat(heard.said).containsOnlyOnce("a").doesNotContain("b");
    assertThat(memory.position.orElseThrow().nextOffset()).isEqualTo(1);
    assertThat(kafka.consumer().closed()).isTrue();
    assertThat(tail.readToEnds()).isCancelled();
  }

  private TailSettings settings() {
    return TailSettings.ofKey("localhost:9092", ONLY.topic(), "D1", Start.END, memory);
  }

  private void steps(int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      tail.step(Duration.ZERO);
    }
  }

  /** A topic of one partition, its log, and clients that know both. */
  private static final class Kafka implements KafkaClients, Clocks {
    private final List<MockConsumer<byte[], byte[]>> made = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private Optional<TopicLookup.Topic> topic = Optional.empty();
    private boolean answers = true;
    private int asked;
    private int leaderEpoch;
    private long nowNanos;

    void write(String key, String value) {
      write(key, value, new RecordHeaders());
    }

    void write(String key, String value, OutboxRow row) {
      write(key, value, new RecordHeaders(row.headers()));
    }

    private void write(String key, String value, Headers headers) {
      log.add(
          new ConsumerRecord<>(
              ONLY.topic(),
              0,
              log.size(),
              0,
              TimestampType.LOG_APPEND_TIME,
              key.length(),
              value.length(),
              key.getBytes(UTF_8),
              value.getBytes(UTF_8),
              headers,
              Optional.of(leaderEpoch)));
      if (!made.isEmpty() && !consumer().closed()) {
        tell(consumer());
      }
    }

    /** In a power cut, after which the broker begins a new epoch. */
    void losesTheNewest(int count) {
      log.subList(log.size() - count, log.size()).clear();
      leaderEpoch++;
    }

    MockConsumer<byte[], byte[]> consumer() {
      return made.getLast();
    }

    /** A mock takes records only of what is assigned; what came before comes when it seeks. */
    private void tell(MockConsumer<byte[], byte[]> consumer) {
      consumer.updateEndOffsets(Map.of(ONLY, (long) log.size()));
      if (consumer.assignment().contains(ONLY)) {
        consumer.addRecord(log.getLast());
      }
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
      MockConsumer<byte[], byte[]> consumer = new Counting(log);
      consumer.updateBeginningOffsets(Map.of(ONLY, 0L));
      consumer.updateEndOffsets(Map.of(ONLY, (long) log.size()));
      made.add(consumer);
      return consumer;
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
      throw new UnsupportedOperationException("a tail only reads");
    }

    @Override
    public TopicLookup lookup(String bootstrap, String name) {
      return new TopicLookup() {
        @Override
        public Question ask() {
          asked++;
          return new Question() {
            @Override
            public boolean answeredWithin(Duration patience) {
              return answers;
            }

            @Override
            public Optional<Topic> answer() {
              return topic;
            }
          };
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(0, nowNanos);
    }

    @Override
    public long nanos() {
      return nowNanos;
    }
  }

  /** With the one metric that a tail needs, and the whole log for whoever seeks into it. */
  private static final class Counting extends MockConsumer<byte[], byte[]> {
    private final List<ConsumerRecord<byte[], byte[]>> log;

    Counting(List<ConsumerRecord<byte[], byte[]>> log) {
      super("none");
      this.log = log;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      log.stream().filter(record -> record.offset() >= offset).forEach(this::addRecord);
    }

    /** As Kafka's client: it says once that the log was cut, and then gives nothing of it. */
    @Override
    public synchronized void seek(TopicPartition partition, OffsetAndMetadata place) {
      int epoch = place.leaderEpoch().orElseThrow();
      long end = log.stream().filter(record -> record.leaderEpoch().orElseThrow() <= epoch).count();
      if (end < place.offset()) {
        super.seek(partition, place.offset());
        setPollException(
            new LogTruncationException(
                "cut", Map.of(partition, place.offset()), Map.of(partition, place)));
      } else {
        seek(partition, place.offset());
      }
    }

    @Override
    public synchronized Map<MetricName, Metric> metrics() {
      MetricName name = new MetricName("fetch-total", "", "", Map.of("client-id", "mock"));
      return Map.of(
          name,
          new Metric() {
            @Override
            public MetricName metricName() {
              return name;
            }

            @Override
            public Object metricValue() {
              return 0.0;
            }
          });
    }
  }

  private static final class Heard implements TailReader {
    private final List<String> said = new ArrayList<>();
    private Runnable onRead = () -> {};

    List<String> records() {
      return said.stream().filter(each -> !each.equals("caught up")).toList();
    }

    @Override
    public void read(TailRecord record) {
      said.add(new String(record.value(), UTF_8));
      onRead.run();
    }

    @Override
    public void caughtUp() {
      said.add("caught up");
    }

    @Override
    public void waitingForTopic(String topic) {
      said.add("waiting for " + topic);
    }
  }

  private static final class Memory implements PositionMemory {
    private Optional<Position> position = Optional.empty();

    @Override
    public Optional<Position> read() {
      return position;
    }

    @Override
    public void write(Position written) {
      position = Optional.of(written);
    }
  }
}
