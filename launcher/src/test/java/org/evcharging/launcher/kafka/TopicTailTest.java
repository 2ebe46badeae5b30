package org.evcharging.launcher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.kafka.EventSender;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class TopicTailTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path brokerData;
  private static EmbeddedBroker broker;
  private static String bootstrap;

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private String topic;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(brokerData, 0);
    bootstrap = broker.bootstrap();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    topic = test.getTestMethod().orElseThrow().getName();
    admin = Admin.create(KafkaSettings.admin(bootstrap, "test"));
    producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap, "test"));
  }

  @AfterEach
  void disconnect() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }

  @Test
  void onlyTheRecordsOfTheKeyComeAndInOrder() throws Exception {
    create(3);
    try (TopicTail tail = tail("D1", Start.END)) {
      tail.awaitReady();
      send("D1", "a");
      send("D2", "not mine");
      send("D1", "b");

      awaitValues("a", "b");
    }
  }

  @Test
  void atTheEndOldRecordsAreNotReadAndFromTheBeginningTheyAre() throws Exception {
    create(3);
    send("D1", "old");
    try (TopicTail tail = tail("D1", Start.END)) {
      tail.awaitReady();
      send("D1", "new");
      awaitValues("new");
    }
    heard.values.clear();
    try (TopicTail _ = tail("D1", Start.BEGINNING)) {
      awaitValues("old", "new");
    }
  }

  @Test
  void aTopicThatIsNotThereIsAwaitedNotMadeAndThenReadFromItsBeginning() throws Exception {
    try (TopicTail tail = tail("D1", Start.END)) {
      await().atMost(SOON).until(() -> heard.words.contains("waiting for " + topic));
      assertThat(tail.isReady()).isFalse();
      assertThat(admin.listTopics().names().get()).doesNotContain(topic);

      create(48);
      send("D1", "first");

      awaitValues("first");
      assertThat(heard.words).containsOnlyOnce("waiting for " + topic);
    }
  }

  @Test
  void aRestartedTailGoesOnWhereItWas() throws Exception {
    create(3);
    PositionFile position = new PositionFile(folder.resolve("position"));
    try (TopicTail tail = tail("D1", Start.END, position)) {
      tail.awaitReady();
      send("D1", "seen");
      awaitValues("seen");
    }
    send("D1", "while away");
    heard.values.clear();

    try (TopicTail _ = tail("D1", Start.END, position)) {
      awaitValues("while away");
    }
  }

  @Test
  void whatWasNotHandedOverBeforeItsStopComesAfterARestart() throws Exception {
    create(3);
    PositionFile position = new PositionFile(folder.resolve("position"));
    try (TopicTail tail = tail("D1", Start.END, position)) {
      tail.awaitReady();
    }
    for (String value : List.of("a", "b", "c", "d")) {
      send("D1", value);
    }
    CompletableFuture<TopicTail> reading = new CompletableFuture<>();
    TailReader stopsAtTheFirst =
        record -> {
          heard.read(record);
          reading.join().stop();
        };
    try (TopicTail tail =
        TopicTail.start(
            TailSettings.ofKey(bootstrap, topic, "D1", Start.END, position), stopsAtTheFirst)) {
      reading.complete(tail);
      awaitValues("a");
    }
    heard.values.clear();

    try (TopicTail _ = tail("D1", Start.END, position)) {
      awaitValues("b", "c", "d");
    }
  }

  @Test
  void eachOfManyThatComeAtOnceIsRememberedBeforeTheNextIsHandedOver() throws Exception {
    create(1);
    Path file = folder.resolve("position");
    try (TopicTail tail = tail("D1", Start.END, new PositionFile(file))) {
      tail.awaitReady();
    }
    for (String value : List.of("a", "b", "c")) {
      send("D1", value);
    }
    Queue<Long> remembered = new ConcurrentLinkedQueue<>();
    TailReader looksAtTheDisk =
        record -> {
          remembered.add(new PositionFile(file).read().orElseThrow().nextOffset());
          heard.read(record);
        };

    try (TopicTail _ =
        TopicTail.start(
            TailSettings.ofKey(bootstrap, topic, "D1", Start.END, new PositionFile(file)),
            looksAtTheDisk)) {
      awaitValues("a", "b", "c");
    }

    assertThat(remembered).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatCentralSentTwiceComesOnceAlsoAfterARestart() throws Exception {
    create(1);
    PositionFile position = new PositionFile(folder.resolve("position"));
    try (TopicTail tail = tail("D1", Start.END, position)) {
      tail.awaitReady();
      send("D1", "one", new OutboxRow(1, 1));
      send("D2", "two of another", new OutboxRow(1, 2));
      send("D1", "one again", new OutboxRow(1, 1));
      send("D1", "three", new OutboxRow(1, 3));
      awaitValues("one", "three");
    }
    heard.values.clear();

    try (TopicTail _ = tail("D1", Start.END, position)) {
      send("D1", "three again", new OutboxRow(1, 3));
      send("D1", "by hand");
      send("D1", "four", new OutboxRow(2, 4));
      awaitValues("by hand", "four");
    }
  }

  @Test
  void aTopicMadeAnewWhileTheTailWasAwayIsNoticed() throws Exception {
    create(1);
    PositionFile position = new PositionFile(folder.resolve("position"));
    try (TopicTail tail = tail("D1", Start.BEGINNING, position)) {
      tail.awaitReady();
      send("D1", "old", new OutboxRow(5, 5));
      awaitValues("old");
    }
    heard.values.clear();
    recreate(1);
    send("D1", "new", new OutboxRow(1, 1));
    send("D1", "newer", new OutboxRow(1, 2));

    try (TopicTail _ = tail("D1", Start.BEGINNING, position)) {
      awaitValues("new", "newer");
    }
  }

  @Test
  void aTopicMadeAnewUnderARunningTailIsReadFromItsBeginning() throws Exception {
    create(1);
    try (TopicTail tail = tail("D1", Start.END)) {
      tail.awaitReady();
      send("D1", "old");
      awaitValues("old");
      heard.values.clear();

      recreate(2);
      send("D1", "new");

      // Looked after every 10 s.
      await().atMost(Duration.ofSeconds(60)).until(() -> heard.values.contains("new"));
    }
  }

  @Test
  void everythingIsReadAndThenSaidToBeCaughtUp() throws Exception {
    create(5);
    for (int i = 0; i < 20; i++) {
      send("key" + i, "value" + i);
    }
    try (TopicTail _ =
        TopicTail.start(TailSettings.ofAll(bootstrap, topic, Start.BEGINNING), heard)) {
      await().atMost(SOON).until(() -> heard.words.contains("caught up"));
      assertThat(heard.valuesBeforeCaughtUp).isEqualTo(20);
    }
  }

  @Test
  void anEmptyTopicIsCaughtUpAtOnce() throws Exception {
    create(5);
    try (TopicTail _ =
        TopicTail.start(TailSettings.ofAll(bootstrap, topic, Start.BEGINNING), heard)) {
      await().atMost(SOON).until(() -> heard.words.contains("caught up"));
    }
  }

  @Test
  void readToEndsWaitsForWhatWasThereWhenAsked() throws Exception {
    create(5);
    try (TopicTail tail = TopicTail.start(TailSettings.ofAll(bootstrap, topic, Start.END), heard)) {
      tail.awaitReady();
      for (int i = 0; i < 50; i++) {
        send("key" + i, "value" + i);
      }
      tail.readToEnds().get(20, TimeUnit.SECONDS);

      assertThat(heard.values).hasSize(50);
    }
  }

  @Test
  void aReaderThatThrowsMissesOneRecordOnly() throws Exception {
    create(1);
    quiet("org.evcharging.kafka.GuardedReader");
    TailReader throwing =
        record -> {
          if (text(record).equals("bad")) {
            throw new IllegalStateException("deliberate, in a test");
          }
          heard.read(record);
        };
    try (TopicTail tail =
        TopicTail.start(TailSettings.ofKey(bootstrap, topic, "D1", Start.END), throwing)) {
      tail.awaitReady();
      send("D1", "bad");
      send("D1", "good");
      awaitValues("good");
    }
  }

  @Test
  void tailAndSenderSurviveARestartOfTheBroker() throws Exception {
    create(3);
    try (TopicTail tail = tail("D1", Start.END);
        EventSender sender = EventSender.start(bootstrap, "test-sender")) {
      tail.awaitReady();
      assertThat(sender.send(topic, "D1", "before".getBytes(UTF_8))).isTrue();
      awaitValues("before");

      broker.close();
      await().atMost(SOON).until(() -> heard.words.contains("lost"));
      assertThat(sender.send(topic, "D1", "during".getBytes(UTF_8))).isTrue();
      int port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
      broker = EmbeddedBroker.start(brokerData, port);

      awaitValues("before", "during");
      await().atMost(SOON).until(() -> heard.words.contains("regained"));
      await().atMost(SOON).until(() -> sender.waiting() == 0);
      assertThat(heard.words).containsOnlyOnce("lost").containsOnlyOnce("regained");
    }
  }

  @Test
  void aSenderWaitsForItsTopicAndKeepsTheOrder() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    try (EventSender sender = EventSender.start(bootstrap, "test-sender");
        TopicTail _ = tail("D1", Start.END)) {
      for (String value : List.of("a", "b", "c")) {
        assertThat(sender.send(topic, "D1", value.getBytes(UTF_8), () -> acknowledged.add(value)))
            .isTrue();
      }
      await().atMost(SOON).until(() -> heard.words.contains("waiting for " + topic));
      create(4);

      awaitValues("a", "b", "c");
      await().atMost(SOON).until(() -> List.copyOf(acknowledged).equals(List.of("a", "b", "c")));
    }
  }

  @Test
  void aTailWithoutABrokerClosesAtOnce() {
    TopicTail tail =
        TopicTail.start(TailSettings.ofKey("localhost:1", "none", "D1", Start.END), heard);
    await().atMost(SOON).until(() -> heard.words.contains("lost"));

    long before = System.nanoTime();
    tail.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aSenderWithoutABrokerClosesWhileItsProgramStillHasTime() {
    EventSender sender = EventSender.start("localhost:1", "test-sender");
    assertThat(sender.send(topic, "D1", "never".getBytes(UTF_8))).isTrue();

    long before = System.nanoTime();
    sender.close();

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    assertThat(sender.waiting()).isEqualTo(1);
  }

  private static void quiet(String logger) {
    ((ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(logger))
        .setLevel(ch.qos.logback.classic.Level.OFF);
  }

  private TopicTail tail(String key, Start start) {
    return TopicTail.start(TailSettings.ofKey(bootstrap, topic, key, start), heard);
  }

  private TopicTail tail(String key, Start start, PositionFile position) {
    return TopicTail.start(TailSettings.ofKey(bootstrap, topic, key, start, position), heard);
  }

  private void create(int partitions) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
        .all()
        .get();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty());
  }

  private void recreate(int partitions) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    await().atMost(SOON).until(() -> !admin.listTopics().names().get().contains(topic));
    create(partitions);
    // The producer of the test must not write with what it knew of the old topic.
    producer.close(Duration.ZERO);
    producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap, "test"));
  }

  private void send(String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8))).get();
  }

  private void send(String key, String value, OutboxRow row) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                topic, null, key.getBytes(UTF_8), value.getBytes(UTF_8), row.headers()))
        .get();
  }

  private void awaitValues(String... values) {
    await().atMost(SOON).untilAsserted(() -> assertThat(heard.values).containsExactly(values));
  }

  private static String text(TailRecord record) {
    return new String(record.value(), UTF_8);
  }

  /** What a tail has told. */
  private static final class Heard implements TailReader {
    final Queue<String> values = new ConcurrentLinkedQueue<>();
    final Queue<String> words = new ConcurrentLinkedQueue<>();
    volatile int valuesBeforeCaughtUp;

    @Override
    public void read(TailRecord record) {
      values.add(text(record));
    }

    @Override
    public void caughtUp() {
      valuesBeforeCaughtUp = values.size();
      words.add("caught up");
    }

    @Override
    public void waitingForTopic(String missing) {
      words.add("waiting for " + missing);
    }

    @Override
    public void contactLost() {
      words.add("lost");
    }

    @Override
    public void contactRegained() {
      words.add("regained");
    }
  }
}
