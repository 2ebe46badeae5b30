package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;

class SteppedTailTest {
  private static final TopicPartition ONLY = new TopicPartition("notices", 0);

  private final Kafka kafka = new Kafka();
  private final Heard heard = new Heard();
  private final Memory memory = new Memory();
  private final SteppedTail tail =
      new SteppedTail(
          TailSettings.ofKey("localhost:9092", ONLY.topic(), "D1", Start.END, memory),
          heard,
          kafka,
          kafka);

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
    private long nowNanos;

    void write(String key, String value) {
      log.add(
          new ConsumerRecord<>(
              ONLY.topic(), 0, log.size(), key.getBytes(UTF_8), value.getBytes(UTF_8)));
      if (!made.isEmpty() && !consumer().closed()) {
        tell(consumer());
      }
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
