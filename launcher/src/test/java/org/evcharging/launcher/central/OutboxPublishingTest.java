package org.evcharging.launcher.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.evcharging.central.OwnThread;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.OutboxPublisher;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OutboxPublishingTest {
  @TempDir Path brokerData;

  private final MemoryStore store = new MemoryStore();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void expectLogLines() {
    log(Level.OFF);
  }

  @AfterEach
  void logAgain() {
    log(null);
  }

  private static void log(Level level) {
    ((Logger) LoggerFactory.getLogger("org.evcharging.central.kafka.Flight")).setLevel(level);
  }

  @Test
  void nothingIsLostOrReorderedWhateverTheBrokerDoes() throws Exception {
    try (KafkaScene kafka = new KafkaScene(brokerData)) {
      Topics.ensure(kafka.bootstrap());
      store.write(rows(1, 50));
      OutboxPublisher publisher = publisher(kafka);
      try (OwnThread _ = start(publisher)) {
        commit(publisher, 51, 1_000);
        awaitAcknowledged(publisher, 1_000);

        kafka.stopBroker();
        // More than fits in memory: the rest waits in the outbox.
        for (long first = 1_001; first <= 120_001; first += 1_000) {
          commit(publisher, first, first + 999);
        }
        await().atMost(KafkaScene.SOON).until(() -> !publisher.healthy());
        assertThat(publisher.backlog()).isGreaterThan(100_000);
        kafka.startBroker();

        awaitAcknowledged(publisher, 121_000);
        assertThat(publisher.healthy()).isTrue();
      }
      assertThat(numbersAsReadersSeeThem(kafka))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, 121_000).boxed().toList());
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void aRecordTooLargeForTheBrokerIsSkippedWithoutAStop() throws Exception {
    try (KafkaScene kafka = new KafkaScene(brokerData)) {
      Topics.ensure(kafka.bootstrap());
      OutboxPublisher publisher = publisher(kafka);
      try (OwnThread _ = start(publisher)) {
        commit(publisher, List.of(row(1), large(2, Topic.COMMANDS), row(3)));
        awaitAcknowledged(publisher, 3);
        // A dead letter holds the longest record that a broker takes, a third longer.
        commit(publisher, List.of(large(4, Topic.DEAD_LETTERS)));
        awaitAcknowledged(publisher, 4);
      }
      assertThat(numbersAsReadersSeeThem(kafka)).containsExactly(1L, 3L);
      assertThat(kafka.readAll(Topic.DEAD_LETTERS)).hasSize(1);
    }
  }

  private OutboxPublisher publisher(KafkaScene kafka) {
    return new OutboxPublisher(
        KafkaAccess.overTheNetwork(kafka.bootstrap()),
        store,
        Clocks.system(),
        row -> {},
        failures::add);
  }

  private static OwnThread start(OutboxPublisher publisher) {
    return OwnThread.start("publisher", Duration.ofSeconds(2), publisher, publisher::close);
  }

  private void commit(OutboxPublisher publisher, long first, long last) {
    commit(publisher, rows(first, last));
  }

  private void commit(OutboxPublisher publisher, List<OutboxRow> rows) {
    store.write(rows);
    publisher.committed(new Committed(List.of(), rows));
  }

  private static void awaitAcknowledged(OutboxPublisher publisher, long row) {
    await()
        .atMost(KafkaScene.SOON.multipliedBy(2))
        .until(() -> publisher.lastAcknowledgedRow() == row);
  }

  private static List<OutboxRow> rows(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(OutboxPublishingTest::row).toList();
  }

  private static OutboxRow row(long row) {
    return new OutboxRow(row, 1, Topic.COMMANDS, ("CP-" + row % 100).getBytes(UTF_8), new byte[20]);
  }

  private static OutboxRow large(long row, Topic topic) {
    return new OutboxRow(row, 1, topic, "CP-1".getBytes(UTF_8), new byte[1_400_000]);
  }

  /** Readers drop what is not above the highest they have seen in the partition. */
  private static List<Long> numbersAsReadersSeeThem(KafkaScene kafka) {
    List<Long> numbers = new ArrayList<>();
    Map<Integer, Long> newest = new HashMap<>();
    for (var record : kafka.readAll(Topic.COMMANDS)) {
      long row = org.evcharging.kafka.OutboxRow.from(record.headers()).orElseThrow().row();
      if (row > newest.getOrDefault(record.partition(), 0L)) {
        newest.put(record.partition(), row);
        numbers.add(row);
      }
    }
    numbers.sort(null);
    return numbers;
  }
}
