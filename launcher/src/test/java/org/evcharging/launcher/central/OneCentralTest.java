package org.evcharging.launcher.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.evcharging.central.OwnThread;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.kafka.ForeignCentral;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.NetworkFeed;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class OneCentralTest {
  private static final Heartbeat OWN = new Heartbeat(2, "own");
  private static final Heartbeat OTHER = new Heartbeat(1, "other");

  @TempDir static Path brokerData;
  private static KafkaScene kafka;

  private final MessageCodec codec = new MessageCodec();
  private final Queue<String> words = new ConcurrentLinkedQueue<>();
  private final Queue<String> stops = new ConcurrentLinkedQueue<>();

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
    kafka.freshTopics();
  }

  @BeforeEach
  void expectLogLines() {
    log(Level.OFF);
  }

  @AfterEach
  void logAgain() {
    log(null);
  }

  private static void log(Level level) {
    ((Logger) LoggerFactory.getLogger("org.evcharging.central.kafka.NetworkFeed")).setLevel(level);
  }

  @Test
  void aloneItBeginsAtOnceAlsoAfterAnEarlierRun() throws Exception {
    beat(new Heartbeat(1, "own"));
    try (CentralWatch _ = begin(OWN)) {
      assertThat(words).isEmpty();
    }
  }

  @Test
  void besideALiveCentralItRefusesToStartInOneLine() throws Exception {
    try (OwnThread _ = feed(OTHER)) {
      await().atMost(KafkaScene.SOON).until(() -> !kafka.readAll(Topic.NETWORK).isEmpty());
      assertThatThrownBy(() -> begin(OWN))
          .isInstanceOf(ForeignCentral.class)
          .hasMessageContaining("other")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void afterACentralThatHasJustDiedItListensAndThenBegins() throws Exception {
    beat(OTHER);
    try (CentralWatch _ = begin(OWN)) {
      assertThat(words).singleElement().asString().contains("other");
    }
  }

  @Test
  void ofTwoThatRunTheLaterStops() throws Exception {
    Queue<String> othersStops = new ConcurrentLinkedQueue<>();
    try (CentralWatch _ = begin(OWN);
        CentralWatch _ = begin(OTHER, othersStops);
        OwnThread _ = feed(OTHER)) {
      await().atMost(KafkaScene.SOON).until(() -> !kafka.readAll(Topic.NETWORK).isEmpty());
      try (OwnThread _ = feed(OWN)) {
        await().atMost(KafkaScene.SOON).until(() -> !stops.isEmpty());
      }
    }
    assertThat(stops).singleElement().asString().contains("other", "own");
    assertThat(othersStops).isEmpty();
  }

  @Test
  void chargePointsThatTheDatabaseDoesNotKnowAreRemoved() throws Exception {
    beat(new Heartbeat(1, "gone"));
    tell(state("GONE-1"));
    tell(state("MAD-01"));
    try (OwnThread _ = feed(OWN, state("MAD-01"), state("MAD-02"))) {
      await()
          .atMost(KafkaScene.SOON)
          .untilAsserted(() -> {
            assertThat(newest("GONE-1")).isEqualTo("removed");
            assertThat(newest("MAD-01")).contains("AVAILABLE");
            assertThat(newest("MAD-02")).contains("AVAILABLE");
            assertThat(newest(Topic.CENTRAL_KEY)).contains("own");
          });
    }
  }

  private CentralWatch begin(Heartbeat own) throws Exception {
    return begin(own, stops);
  }

  private CentralWatch begin(Heartbeat own, Queue<String> onForeign) throws Exception {
    CentralWatch watch =
        new CentralWatch(access(), own, Clocks.system(), words::add, onForeign::add);
    try {
      await().atMost(KafkaScene.SOON).until(watch::isAlone);
      return watch;
    } catch (Exception e) {
      watch.close();
      throw e;
    }
  }

  private static OwnThread feed(Heartbeat heartbeat, ChargePointState... states) {
    NetworkFeed feed = new NetworkFeed(access(), heartbeat, List.of(states), Clocks.system());
    return OwnThread.start("feed", Duration.ofSeconds(2), feed, feed::close);
  }

  private static KafkaAccess access() {
    return KafkaAccess.overTheNetwork(kafka.bootstrap());
  }

  private void beat(Heartbeat heartbeat) throws Exception {
    kafka.write(Topic.NETWORK, Topic.CENTRAL_KEY, codec.encode(heartbeat, Instant.EPOCH));
  }

  private void tell(ChargePointState state) throws Exception {
    kafka.write(Topic.NETWORK, state.chargePointId().value(), codec.encode(state, Instant.EPOCH));
  }

  private static String newest(String key) {
    String newest = "never written";
    for (var record : kafka.readAll(Topic.NETWORK)) {
      if (key.equals(new String(record.key(), java.nio.charset.StandardCharsets.UTF_8))) {
        newest =
            record.value() == null
                ? "removed"
                : new String(record.value(), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
    return newest;
  }

  private static ChargePointState state(String id) {
    return new ChargePointState(
        new ChargePointId(id),
        new Place("Madrid", "Gran Vía 1"),
        ChargePointStatus.AVAILABLE,
        new Tariff(250_000),
        22_000,
        2);
  }
}
