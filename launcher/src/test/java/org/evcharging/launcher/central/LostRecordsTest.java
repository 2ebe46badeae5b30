package org.evcharging.launcher.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.evcharging.central.OwnThread;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.KafkaInputs;
import org.evcharging.central.store.InputPosition;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Kafka that has lost its newest records in a power cut, and has others at their offsets
 * before a reader looks that had read them.
 */
class LostRecordsTest {
  @TempDir Path folder;

  private final MessageCodec codec = new MessageCodec();
  private Path brokerData;
  private KafkaScene kafka;

  @BeforeEach
  void startBroker() throws Exception {
    brokerData = folder.resolve("broker");
    kafka = new KafkaScene(brokerData);
    kafka.freshTopics();
  }

  @AfterEach
  void stopBroker() {
    kafka.close();
  }

  @Test
  void centralReadsEveryRequestThatStandsInThePlaceOfLostOnes() throws Exception {
    int partition = request("kept").partition();
    Path log = log(Topic.REQUESTS, partition);
    Path before = copy(log);
    request("lost-1");
    request("lost-2");
    InputPosition stored = positionAfter(3);
    assertThat(stored.leaderEpoch()).hasValue(0);

    loseWhatCameSince(before, log);
    for (int i = 1; i <= 4; i++) {
      request("new-" + i);
    }

    RecordedInputs network = new RecordedInputs();
    Queue<String> words = new ConcurrentLinkedQueue<>();
    try (Reading _ = read(List.of(stored), network, words)) {
      awaitRequests(network, "kept", "new-1", "new-2", "new-3", "new-4");
    }
    assertThat(words)
        .singleElement()
        .asString()
        .contains("ev.requests is read again from its oldest records in 1 partitions");
    assertThat(network.positions().getLast().leaderEpoch().orElseThrow()).isPositive();
  }

  @Test
  void aDriverReadsEveryNotificationThatStandsInThePlaceOfLostOnes() throws Exception {
    PositionFile position = new PositionFile(folder.resolve("position"));
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Path log;
    Path before;
    try (TopicTail tail = tail(position, heard)) {
      tail.awaitReady();
      log = log(Topic.NOTIFICATIONS, notify("kept", 1).partition());
      before = copy(log);
      notify("lost-1", 2);
      notify("lost-2", 3);
      awaitWords(heard, "kept", "lost-1", "lost-2");
    }
    heard.clear();

    loseWhatCameSince(before, log);
    for (int row = 4; row <= 7; row++) {
      notify("new-" + row, row);
    }

    try (TopicTail _ = tail(position, heard)) {
      awaitWords(heard, "new-4", "new-5", "new-6", "new-7");
    }
  }

  /** What is in the folder of a partition, and what the broker wrote into it, as on a disk. */
  private Path copy(Path log) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("before"));
    try (Stream<Path> files = Files.list(log)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** The broker starts as after a power cut: without the records, and without a clean end. */
  private void loseWhatCameSince(Path before, Path log) throws IOException {
    kafka.stopBroker();
    Files.delete(brokerData.resolve(".kafka_cleanshutdown"));
    try (Stream<Path> files = Files.walk(log)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    Files.move(before, log);
    kafka.startBroker();
  }

  private Path log(Topic topic, int partition) {
    return brokerData.resolve(topic.topicName() + "-" + partition);
  }

  private InputPosition positionAfter(int requests) {
    RecordedInputs network = new RecordedInputs();
    try (Reading _ = read(List.of(), network, new ConcurrentLinkedQueue<>())) {
      await().atMost(KafkaScene.SOON).until(() -> network.requests().size() == requests);
    }
    return network.positions().getLast();
  }

  /** Inputs, with a thread for each. */
  private record Reading(List<OwnThread> threads) implements AutoCloseable {
    @Override
    public void close() {
      threads.forEach(OwnThread::close);
    }
  }

  private Reading read(List<InputPosition> positions, RecordedInputs network, Queue<String> words) {
    KafkaInputs inputs =
        new KafkaInputs(
            KafkaAccess.overTheNetwork(kafka.bootstrap()),
            positions,
            new MemoryStore(),
            () -> new SessionId("S"),
            network,
            Clocks.system(),
            words::add,
            words::add);
    return new Reading(
        inputs.readers().stream()
            .map(reader -> OwnThread.start("input", Duration.ZERO, reader, _ -> reader.close()))
            .toList());
  }

  private TopicTail tail(PositionFile position, Queue<String> heard) {
    return TopicTail.start(
        TailSettings.ofKey(
            kafka.bootstrap(), Topic.NOTIFICATIONS.topicName(), "D1", Start.END, position),
        record -> heard.add(new String(record.value(), UTF_8)));
  }

  private RecordMetadata request(String id) throws Exception {
    return kafka.write(
        Topic.REQUESTS,
        "CP-1",
        codec.encode(new Request.StartCharging(new RequestId(id), "D1", "CP-1"), Instant.EPOCH));
  }

  private RecordMetadata notify(String text, long row) throws Exception {
    return kafka.write(
        Topic.NOTIFICATIONS, "D1", text.getBytes(UTF_8), new OutboxRow(1, row).headers());
  }

  private static void awaitRequests(RecordedInputs network, String... ids) {
    await()
        .atMost(KafkaScene.SOON)
        .untilAsserted(() -> assertThat(network.requests()).containsExactly(ids));
  }

  private static void awaitWords(Queue<String> heard, String... words) {
    await().atMost(KafkaScene.SOON).untilAsserted(() -> assertThat(heard).containsExactly(words));
  }
}
