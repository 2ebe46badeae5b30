package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.InputPosition;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.TopicLookup;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;

/** What is read of a log that loses its newest records, as in a power cut. */
class InputReaderTest {
  private static final String REQUESTS = Topic.REQUESTS.topicName();
  private static final String ID = "topic-1";

  private final Log log = new Log();
  private final Network network = new Network();
  private final List<String> words = new ArrayList<>();

  @Test
  void whatStandsInThePlaceOfLostRecordsIsReadAfterARestart() throws Exception {
    log.write(0, "r-1");
    log.write(0, "lost");
    log.write(1, "other");
    log.losesTheNewest(0, 1);
    log.write(0, "r-2");
    log.write(0, "r-3");

    read(List.of(position(0, 2, OptionalInt.of(0)), position(1, 1, OptionalInt.of(0))));

    assertThat(network.requests).containsExactly("r-1", "r-2", "r-3");
    assertThat(words)
        .singleElement()
        .asString()
        .contains("ev.requests is read again", "partition 0", "lost records before offset 2");
    assertThat(network.positions)
        .startsWith(position(0, 1, OptionalInt.of(0)))
        .endsWith(position(0, 3, OptionalInt.of(1)));
  }

  @Test
  void whatStandsInThePlaceOfLostRecordsIsReadAfterAnOutage() throws Exception {
    log.write(0, "r-1");
    log.write(0, "lost");
    InputReader reader = reader(List.of());
    steps(reader);
    log.losesTheNewest(0, 1);
    log.write(0, "r-2");
    log.write(1, "other");
    log.consumer().setPollException(new KafkaException("away"));

    steps(reader);

    assertThat(network.requests)
        .startsWith("r-1", "lost")
        .contains("other", "r-2")
        .containsOnlyOnce("other", "lost");
  }

  @Test
  void aPositionWithoutALeaderEpochIsTakenUpAsItIs() throws Exception {
    log.write(0, "r-1");
    log.write(0, "r-2");

    read(List.of(position(0, 1, OptionalInt.empty())));

    assertThat(network.requests).containsExactly("r-2");
    assertThat(words).isEmpty();
  }

  private void read(List<InputPosition> stored) throws InterruptedException {
    steps(reader(stored));
  }

  private static void steps(InputReader reader) throws InterruptedException {
    for (int i = 0; i < 6; i++) {
      reader.step(Duration.ZERO);
    }
  }

  private InputReader reader(List<InputPosition> stored) {
    Map<Topic, Topics.Facts> facts = new EnumMap<>(Topic.class);
    facts.put(Topic.REQUESTS, new Topics.Facts(ID, 2));
    KafkaAccess access =
        new KafkaAccess(
            "played:9092",
            log,
            (_, _) -> {
              throw new UnsupportedOperationException("no tails here");
            },
            () -> Topics.of(facts));
    return new KafkaInputs(
            access,
            stored,
            new MemoryStore(),
            () -> new SessionId("S"),
            network,
            Clocks.system(),
            words::add,
            line -> {
              throw new AssertionError(line);
            })
        .readers().stream()
            .filter(reader -> reader.topic() == Topic.REQUESTS)
            .findFirst()
            .orElseThrow();
  }

  private static InputPosition position(int partition, long nextOffset, OptionalInt epoch) {
    return new InputPosition(REQUESTS, partition, ID, nextOffset, epoch);
  }

  /** A topic of two partitions, and consumers of it. */
  private static final class Log implements KafkaClients {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> partitions =
        new HashMap<>();
    private final List<Reading> made = new ArrayList<>();
    private int leaderEpoch;

    Log() {
      partitions.put(new TopicPartition(REQUESTS, 0), new ArrayList<>());
      partitions.put(new TopicPartition(REQUESTS, 1), new ArrayList<>());
    }

    List<ConsumerRecord<byte[], byte[]>> of(TopicPartition partition) {
      return Objects.requireNonNull(partitions.get(partition));
    }

    void write(int partition, String request) {
      List<ConsumerRecord<byte[], byte[]>> records = of(new TopicPartition(REQUESTS, partition));
      byte[] value =
          new MessageCodec()
              .encode(
                  new Request.StartCharging(new RequestId(request), "D1", "CP-1"), Instant.EPOCH);
      records.add(
          new ConsumerRecord<>(
              REQUESTS,
              partition,
              records.size(),
              0,
              TimestampType.LOG_APPEND_TIME,
              0,
              value.length,
              new byte[0],
              value,
              new RecordHeaders(),
              Optional.of(leaderEpoch)));
    }

    void losesTheNewest(int partition, int count) {
      List<ConsumerRecord<byte[], byte[]>> records = of(new TopicPartition(REQUESTS, partition));
      records.subList(records.size() - count, records.size()).clear();
      leaderEpoch++;
    }

    Reading consumer() {
      return made.getLast();
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
      Reading consumer = new Reading(this);
      partitions.forEach((partition, records) -> {
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, (long) records.size()));
      });
      made.add(consumer);
      return consumer;
    }

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
      throw new UnsupportedOperationException("inputs are only read");
    }

    @Override
    public TopicLookup lookup(String bootstrap, String topic) {
      throw new UnsupportedOperationException("inputs are no tails");
    }
  }

  /** Gives what is in the log when it seeks. Says once, as Kafka's client, that a log was cut. */
  private static final class Reading extends MockConsumer<byte[], byte[]> {
    private final Log log;
    private double polls;

    Reading(Log log) {
      super("none");
      this.log = log;
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
      super.seek(partition, offset);
      log.of(partition).stream()
          .filter(record -> record.offset() >= offset)
          .forEach(this::addRecord);
    }

    @Override
    public synchronized void seek(TopicPartition partition, OffsetAndMetadata place) {
      int epoch = place.leaderEpoch().orElseThrow();
      long end =
          log.of(partition).stream()
              .filter(record -> record.leaderEpoch().orElseThrow() <= epoch)
              .count();
      if (end < place.offset()) {
        super.seek(partition, place.offset());
        setPollException(
            new LogTruncationException("cut", Map.of(partition, place.offset()), Map.of()));
      } else {
        seek(partition, place.offset());
      }
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration patience) {
      polls++;
      return super.poll(patience);
    }

    @Override
    public synchronized Map<MetricName, Metric> metrics() {
      MetricName name = new MetricName("fetch-total", "", "", Map.of("client-id", "played"));
      return Map.of(
          name,
          new Metric() {
            @Override
            public MetricName metricName() {
              return name;
            }

            @Override
            public Object metricValue() {
              return polls;
            }
          });
    }
  }

  /** Decides nothing, and remembers what came. */
  private static final class Network implements NetworkInputs {
    private final List<String> requests = new ArrayList<>();
    private final List<InputPosition> positions = new ArrayList<>();

    @Override
    public Receipt submit(Input input) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void submit(Input input, InputRecord from) {
      requests.add(((Input.StartRequested) input).request().requestId().value());
      positions.add(from.positionAfter());
    }

    @Override
    public void putAside(InputRecord unreadable, String reason) {
      throw new AssertionError(reason);
    }

    @Override
    public void inputsCaughtUp(boolean caughtUp) {}
  }
}
