package org.evcharging.central;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.monitors.MonitorConnection;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.evcharging.wire.Connection;
import org.evcharging.wire.MonitorToCentral;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Central in one thread, on time that is played. */
class CentralPartsTest {
  private static final ChargePointId CP_1 = new ChargePointId("CP-1");

  @TempDir Path folder;

  private final PlayedKafka kafka = new PlayedKafka();
  private final PlayedTime time = new PlayedTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final List<String> failures = new ArrayList<>();
  private final MessageCodec codec = new MessageCodec();
  private SqliteStore store;
  private CentralParts parts;
  private CentralParts.Begun begun;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(folder.resolve("ev.db"));
    parts =
        new CentralParts(
            store,
            SetAside.beside(folder.resolve("ev.db")),
            new NetworkPolicy(Optional.of(new Money(50_00))),
            new Surroundings(
                time,
                kafka.access(),
                JournalOptions.DEFAULT,
                Runnable::run,
                Runnable::run,
                timer,
                () -> new SessionId("S1"),
                () -> "0123",
                _ -> {},
                failures::add));
    CentralWatch watch = parts.watch();
    assertThat(watch.isAlone()).as("before the heartbeats are read").isFalse();
    kafka.tails.getFirst().caughtUp();
    assertThat(watch.isAlone()).isTrue();
    begun = parts.begin(PlayedKafka.topics());
  }

  @AfterEach
  void close() {
    parts.journal().close();
    store.close();
    timer.shutdownNow();
    assertThat(failures).isEmpty();
  }

  @Test
  void nothingIsToldBeforeItsCommitIsHandedOn() throws Exception {
    Recorded said = new Recorded();
    MonitorConnection monitor = parts.admission().admit(said);
    CompletableFuture<Void> heard = monitor.hear(register());

    Committed committed = parts.journal().write().orElseThrow();
    assertThat(heard).isNotDone();
    assertThat(said.payloads).isEmpty();

    parts.journal().handOn(committed);
    assertThat(heard).isCompleted();
    assertThat(said.payloads).contains("REGISTERED#CP-1#FIRST");
  }

  @Test
  void aRequestBecomesACommandStepByStepInOneThread() throws Exception {
    MonitorConnection monitor = parts.admission().admit(new Recorded());
    var _ = monitor.hear(register());
    stepAll();
    var _ = monitor.hear(new MonitorToCentral.Status(new Health.Ok(), Optional.empty()).payload());
    kafka.bring(
        Topic.REQUESTS,
        0,
        time.instant(),
        codec.encode(
            new Request.StartCharging(new RequestId("r-1"), "D1", CP_1.value()), time.instant()));
    stepAll();
    stepAll();

    assertThat(kafka.written(Topic.COMMANDS))
        .singleElement()
        .satisfies(command -> assertThat(new String(command.value(), UTF_8)).contains("S1"));
    assertThat(kafka.written(Topic.NETWORK))
        .extracting(record -> new String(record.key(), UTF_8))
        .contains(Topic.CENTRAL_KEY, "CP-1");
    assertThat(parts.network().hasCaughtUp()).isTrue();
  }

  private void stepAll() throws Exception {
    List<Stepped> all = new ArrayList<>(begun.inputs().readers());
    all.add(begun.deadlines());
    all.add(this::stepJournal);
    all.addAll(List.of(begun.publisher(), begun.publisher(), begun.publisher(), begun.feed()));
    for (Stepped each : all) {
      each.step(Duration.ZERO);
    }
    time.pass(Duration.ofMillis(100));
  }

  private Duration stepJournal(Duration patience) {
    try {
      parts.journal().write().ifPresent(parts.journal()::handOn);
      return Duration.ZERO;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String register() {
    return new MonitorToCentral.Register(
            CP_1, "secret", new Place("Madrid", ""), new Tariff(250_000), OptionalLong.empty())
        .payload();
  }

  private static final class PlayedTime implements Clocks {
    private static final Instant BEGIN = Instant.parse("2026-11-20T12:00:00Z");
    private Duration passed = Duration.ZERO;

    void pass(Duration some) {
      passed = passed.plus(some);
    }

    @Override
    public Instant instant() {
      return BEGIN.plus(passed);
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }
  }

  private static final class Recorded implements Connection {
    final List<String> payloads = new ArrayList<>();

    @Override
    public boolean send(String payload) {
      return payloads.add(payload);
    }

    @Override
    public String peer() {
      return "played:1";
    }

    @Override
    public void close() {}
  }
}
