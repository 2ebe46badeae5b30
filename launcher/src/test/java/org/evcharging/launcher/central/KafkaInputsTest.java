package org.evcharging.launcher.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.evcharging.central.OwnThread;
import org.evcharging.central.kafka.FirstPositions;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.KafkaInputs;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.store.InputPosition;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaInputsTest {
  @TempDir static Path brokerData;
  private static KafkaScene kafka;

  private final MessageCodec codec = new MessageCodec();
  private final MemoryStore store = new MemoryStore();
  private final RecordedInputs network = new RecordedInputs();
  private final Queue<String> words = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private Topics topics;

  @BeforeAll
  static void startBroker() {
    kafka = new KafkaScene(brokerData);
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
  }

  @BeforeEach
  void makeTopics() throws Exception {
    topics = kafka.freshTopics();
  }

  @AfterEach
  void nothingFailed() {
    assertThat(failures).isEmpty();
  }

  @Test
  void readingGoesOnAtTheStoredPositions() throws Exception {
    request("r-1");
    RecordMetadata second = request("r-2");
    request("r-3");
    List<InputPosition> positions =
        List.of(
            new InputPosition(
                second.topic(),
                second.partition(),
                topics.of(Topic.REQUESTS).id(),
                second.offset()));

    try (Reading reading = start(positions)) {
      awaitRequests("r-2", "r-3");
      assertThat(network.positions().getLast())
          .isEqualTo(
              new InputPosition(
                  second.topic(),
                  second.partition(),
                  topics.of(Topic.REQUESTS).id(),
                  second.offset() + 2,
                  OptionalInt.of(0)));
      assertThat(reading.inputs().connected()).isTrue();
    }
    assertThat(words).isEmpty();
  }

  @Test
  void aTopicMadeAnewIsReadFromItsEarliestRecordAndThatIsSaid() throws Exception {
    String earlierTopic = topics.of(Topic.REQUESTS).id();
    kafka.freshTopics();
    RecordMetadata first = request("r-1");
    request("r-2");

    try (Reading _ =
        start(
            List.of(
                new InputPosition(
                    Topic.REQUESTS.topicName(), first.partition(), earlierTopic, 1)))) {
      awaitRequests("r-1", "r-2");
    }
    assertThat(words).singleElement().asString().contains("ev.requests", "made anew");
  }

  @Test
  void aNewDatabaseBeginsAMinuteBackAndRemembersThat() throws Exception {
    request("r-1");
    List<InputPosition> positions = FirstPositions.settle(access(), topics, store, Instant.now());
    assertThat(store.recovered().positions()).isEqualTo(positions).hasSize(6);

    try (Reading _ = start(positions)) {
      awaitRequests("r-1");
    }
  }

  @Test
  void whatIsOlderThanAMinuteIsNotReadByANewDatabase() throws Exception {
    request("r-1");
    List<InputPosition> positions =
        FirstPositions.settle(access(), topics, store, Instant.now().plus(Duration.ofMinutes(2)));
    request("r-2");

    try (Reading _ = start(positions)) {
      awaitRequests("r-2");
    }
  }

  @Test
  void aDatabaseWithPositionsKeepsThem() throws Exception {
    FirstPositions.settle(access(), topics, store, Instant.now());
    List<InputPosition> stored = store.recovered().positions();
    request("r-1");

    assertThat(
            FirstPositions.settle(
                access(), topics, store, Instant.now().plus(Duration.ofMinutes(5))))
        .isEqualTo(stored);
  }

  @Test
  void theNetworkIsToldThatItCaughtUpWhenAllThatWasThereIsRead() throws Exception {
    for (int i = 0; i < 500; i++) {
      request("r-" + i);
    }
    event(1);

    try (Reading reading = start(List.of())) {
      await().atMost(KafkaScene.SOON).until(network::caughtUp);
      assertThat(network.countWhenCaughtUp()).containsExactly(501);

      reading.inputs().lookAgain();
      await().atMost(KafkaScene.SOON).until(() -> network.countWhenCaughtUp().size() == 2);
    }
  }

  @Test
  void whatCannotBeReadIsPutAsideAndStopsNothing() throws Exception {
    kafka.write(Topic.REQUESTS, "CP-1", "{\"type\":\"Nonsense\"}".getBytes(UTF_8));
    kafka.write(Topic.REQUESTS, "CP-1", null);
    kafka.write(Topic.EVENTS, "CP-1", new byte[] {0, 1, 2});
    request("r-1");

    try (Reading _ = start(List.of())) {
      awaitRequests("r-1");
      await().atMost(KafkaScene.SOON).until(() -> network.putAside().size() == 3);
    }
  }

  @Test
  void aRequestWithoutAKeyIsARequest() throws Exception {
    kafka.write(Topic.REQUESTS, null, encoded("r-1"));
    try (Reading _ = start(List.of())) {
      awaitRequests("r-1");
    }
  }

  @Test
  void anOutageIsSaidOnceAndReadingGoesOnAfterIt() throws Exception {
    request("r-1");
    try (Reading reading = start(List.of())) {
      awaitRequests("r-1");
      await().atMost(KafkaScene.SOON).until(network::caughtUp);

      kafka.stopBroker();
      await().atMost(KafkaScene.SOON).until(() -> !reading.inputs().connected());
      assertThat(network.caughtUp()).isFalse();
      kafka.startBroker();
      request("r-2");

      awaitRequests("r-1", "r-2");
      await().atMost(KafkaScene.SOON).until(network::caughtUp);
      assertThat(reading.inputs().connected()).isTrue();
    }
    assertThat(words)
        .containsExactly(
            "Kafka at " + kafka.bootstrap() + " cannot be reached; waiting for it",
            "Kafka at " + kafka.bootstrap() + " is back");
  }

  /** Inputs, with a thread for each. */
  private record Reading(KafkaInputs inputs, List<OwnThread> threads) implements AutoCloseable {
    @Override
    public void close() {
      threads.forEach(OwnThread::close);
    }
  }

  private Reading start(List<InputPosition> positions) {
    KafkaInputs inputs =
        new KafkaInputs(
            access(),
            positions,
            store,
            () -> new SessionId("S"),
            network,
            Clocks.system(),
            words::add,
            failures::add);
    return new Reading(
        inputs,
        inputs.readers().stream()
            .map(reader -> OwnThread.start("input", Duration.ZERO, reader, _ -> reader.close()))
            .toList());
  }

  private static KafkaAccess access() {
    return KafkaAccess.overTheNetwork(kafka.bootstrap());
  }

  private void awaitRequests(String... ids) {
    await()
        .atMost(KafkaScene.SOON)
        .untilAsserted(() -> assertThat(network.requests()).containsExactly(ids));
  }

  private RecordMetadata request(String id) throws Exception {
    return kafka.write(Topic.REQUESTS, "CP-1", encoded(id));
  }

  private byte[] encoded(String id) {
    return codec.encode(new Request.StartCharging(new RequestId(id), "D1", "CP-1"), Instant.EPOCH);
  }

  private void event(long sequence) throws Exception {
    kafka.write(
        Topic.EVENTS,
        "CP-1",
        codec.encode(
            new EngineEvent.Started(
                new EngineEvent.Origin(new ChargePointId("CP-1"), new SessionId("S"), 1, sequence)),
            Instant.EPOCH));
  }
}
