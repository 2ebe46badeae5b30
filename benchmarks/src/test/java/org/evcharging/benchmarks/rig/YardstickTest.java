package org.evcharging.benchmarks.rig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.benchmarks.traffic.Arrivals;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.message.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay is a yardstick only as long as it moves what Central moves. */
class YardstickTest {
  /** What all of one authorisation's messages travel on; the network's state has no place in it. */
  private static final List<Topic> TOPICS =
      List.of(Topic.REQUESTS, Topic.COMMANDS, Topic.EVENTS, Topic.NOTIFICATIONS);

  @TempDir private Path folder;

  @Test
  void relayMovesTheVeryRecordsThatCentralSendsForOneAuthorisation() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      Map<Topic, List<String>> central = oneAuthorisation(broker.bootstrap(), Side.CENTRAL);
      Map<Topic, List<String>> relay = oneAuthorisation(broker.bootstrap(), Side.RELAY);

      assertThat(relay).isEqualTo(central);
      assertThat(central.values()).map(List::size).containsExactly(1, 2, 2, 5);
    }
  }

  private Map<Topic, List<String>> oneAuthorisation(String bootstrap, Side side) throws Exception {
    try (Rig rig = Rig.open(bootstrap, folder, side, 1)) {
      Over over = new Over();
      rig.drivers().tell(over);
      rig.drivers().ask(0);
      assertThat(over.latch.await(30, TimeUnit.SECONDS)).as("%s is over", side).isTrue();
      rig.trouble().requireNone();
    }
    Map<Topic, List<String>> records = new EnumMap<>(Topic.class);
    for (Topic topic : TOPICS) {
      records.put(topic, all(bootstrap, topic));
    }
    return records;
  }

  private static List<String> all(String bootstrap, Topic topic) {
    List<String> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(KafkaSettings.consumer(bootstrap, "yardstick"))) {
      List<TopicPartition> partitions =
          IntStream.range(0, Topic.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long count =
          consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
      while (found.size() < count) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> found.add(shape(record)));
      }
    }
    return found;
  }

  /** All of a record but its time and the ids that were drawn for it, which are of one length. */
  private static String shape(ConsumerRecord<byte[], byte[]> record) {
    String headers =
        Arrays.stream(record.headers().toArray())
            .map(header -> header.key() + ":" + header.value().length)
            .collect(Collectors.joining(","));
    String value =
        new String(record.value(), UTF_8)
            .replaceAll("\"at\":\"[^\"]*\"", "AT")
            .replaceAll("[0-9A-Z]{26}", "ULID")
            .replaceAll("\"sequence\":\\d{10}", "SEQUENCE");
    return new String(record.key(), UTF_8) + " [" + headers + "] " + value;
  }

  private static final class Over implements Arrivals {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public void authorized(int slot, long nowNanos) {}

    @Override
    public void over(int slot, boolean denied) {
      latch.countDown();
    }
  }
}
