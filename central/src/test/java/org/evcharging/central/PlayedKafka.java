package org.evcharging.central;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.NoTail;
import org.evcharging.central.kafka.Topics;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TopicLookup;
import org.evcharging.message.Topic;

/** Stands for Kafka in one thread: topics of one partition, of which the inputs can be read. */
final class PlayedKafka implements KafkaClients {
  final List<TailReader> tails = new ArrayList<>();
  private final Map<String, MockConsumer<byte[], byte[]>> consumers = new HashMap<>();
  private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();

  KafkaAccess access() {
    return new KafkaAccess("played:9092", this, this::tail, PlayedKafka::topics);
  }

  static Topics topics() {
    Map<Topic, Topics.Facts> facts = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      facts.put(topic, new Topics.Facts("id of " + topic, 1));
    }
    return Topics.of(facts);
  }

  private Tail tail(TailSettings settings, TailReader reader) {
    tails.add(reader);
    return new NoTail();
  }

  @Override
  public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    MockConsumer<byte[], byte[]> made = new Consuming();
    Map<TopicPartition, Long> empty = new HashMap<>();
    for (Topic topic : Topic.values()) {
      empty.put(new TopicPartition(topic.topicName(), 0), 0L);
    }
    made.updateBeginningOffsets(empty);
    made.updateEndOffsets(empty);
    consumers.put(String.valueOf(settings.get(ConsumerConfig.CLIENT_ID_CONFIG)), made);
    return made;
  }

  @Override
  public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
    MockProducer<byte[], byte[]> made =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(made);
    return made;
  }

  @Override
  public TopicLookup lookup(String bootstrap, String topic) {
    throw new UnsupportedOperationException("Central's tails are played, too");
  }

  /** The next poll of the topic's consumer brings this record. */
  void bring(Topic topic, long offset, Instant at, byte[] value) {
    consumers
        .get("ev-central-" + topic.topicName())
        .addRecord(
            new ConsumerRecord<>(
                topic.topicName(),
                0,
                offset,
                at.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                value.length,
                new byte[0],
                value,
                new RecordHeaders(),
                Optional.empty()));
  }

  /** What was written to a topic, in order. */
  List<ProducerRecord<byte[], byte[]>> written(Topic topic) {
    return producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(record -> record.topic().equals(topic.topicName()))
        .toList();
  }

  /** One that also answers what Kafka's own does and the mock does not. */
  private static final class Consuming extends MockConsumer<byte[], byte[]> {
    private static final MetricName ANSWERS =
        new MetricName("fetch-total", "", "", Map.of("client-id", "played"));

    private double polls;

    Consuming() {
      super("none");
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration patience) {
      polls++;
      return super.poll(patience);
    }

    @Override
    public synchronized Map<MetricName, ? extends Metric> metrics() {
      return Map.of(
          ANSWERS,
          new Metric() {
            @Override
            public MetricName metricName() {
              return ANSWERS;
            }

            @Override
            public Object metricValue() {
              return polls;
            }
          });
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> times, Duration patience) {
      return Map.of();
    }
  }
}
