package org.evcharging.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import org.evcharging.engine.core.EngineCore;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.journal.SupplyJournal;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.engine.kafka.HeldSink;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads at one status, as Kafka, Monitor, prompt and clock are. */
class EngineStatusTest {
  private static final ChargePointId POINT = new ChargePointId("MAD-01");

  private final HeldSink sink = new HeldSink();
  private final EventOutbox outbox = new EventOutbox(sink, Clocks.system());
  private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
  private final long startNanos = System.nanoTime();
  private final SupplyJournal journal;
  private final EngineStatus status;

  EngineStatusTest(@TempDir Path folder) throws IOException {
    this.journal = SupplyJournal.open(folder.resolve("supply.journal"), 1);
    this.status =
        new EngineStatus(
            new EngineCore(new EngineRules(22_000, 3_600, Optional.empty(), 7)),
            EngineState.atStart(1, 0),
            outbox,
            journal,
            _ -> {},
            scheduler,
            () -> System.nanoTime() - startNanos);
  }

  @BeforeEach
  void write() {
    outbox.start();
    journal.start(health -> status.apply(new Input.JournalSeen(health)));
  }

  @AfterEach
  void close() {
    outbox.close();
    journal.close();
    scheduler.shutdownNow();
  }

  @RepeatedTest(20)
  void ofManyThatEndASupplyAtOnceExactlyOneDoes() throws InterruptedException {
    charge("s1");

    atOnce(
        new Input.Unplug(),
        new Input.Fault("race"),
        new Input.OperatorStop(),
        command(new EngineCommand.Cancel(POINT, new SessionId("s1"))),
        command(new EngineCommand.EndSession(POINT, new SessionId("s1"), EndReason.DRIVER_STOP)),
        new Input.Shutdown());

    assertThat(whys("s1")).hasSizeBetween(1, 3);
    // EndSession and Cancel may have found it ended, and told the same end again.
    assertThat(Map.copyOf(countByText(whys("s1")))).hasSize(1);
  }

  @RepeatedTest(5)
  void eventsLeaveInTheOrderDecidedWhateverTheThreads() throws InterruptedException {
    status.apply(new Input.MonitorCame());
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String session = "s" + i % 10;
      inputs.add(authorize(session));
      inputs.add(command(new EngineCommand.Granted(POINT, new SessionId(session))));
      inputs.add(new Input.Plug());
      inputs.add(i % 2 == 0 ? new Input.Unplug() : new Input.Tick());
    }

    fromManyThreads(8, inputs);

    await().until(() -> outbox.size() == 0);
    List<Long> sequences = sink.events().stream().map(event -> event.origin().sequence()).toList();
    assertThat(sequences).isSorted().doesNotHaveDuplicates();
    assertThat(eachChargeStartedAndEndedAlternately()).isTrue();
  }

  @Test
  void whileItChargesTheClockSendsMeterValuesByItself() {
    charge("s1");

    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sink.events().stream().anyMatch(EngineEvent.MeterValue.class::isInstance));
  }

  @Test
  void aSlowKafkaNeverHoldsTheLock() {
    sink.goAway();
    charge("s1");
    status.apply(new Input.Unplug());

    assertThat(status.state().supply()).isEmpty();
    assertThat(status.lockReport().figures().acquisitions()).isGreaterThan(4);
    sink.comeBack();
  }

  @Test
  void aMinuteAfterKafkaTookAnEndTheJournalKnowsIt() {
    sink.goAway();
    charge("s1");
    status.apply(new Input.Unplug());
    await().until(() -> journal.remembered().closed().size() == 1);
    doAllThatIsPlannedForLater();
    assertThat(endIsTold()).isFalse();

    sink.comeBack();

    await().until(() -> outbox.size() == 0);
    assertThat(endIsTold()).isFalse();
    await()
        .until(() -> {
          doAllThatIsPlannedForLater();
          return endIsTold();
        });
    assertThat(journal.remembered().open()).isEmpty();
  }

  private boolean endIsTold() {
    return journal.remembered().closed().getFirst().told();
  }

  private void doAllThatIsPlannedForLater() {
    List.copyOf(scheduler.getQueue()).forEach(Runnable::run);
  }

  private void charge(String session) {
    status.apply(new Input.MonitorCame());
    status.apply(authorize(session));
    status.apply(command(new EngineCommand.Granted(POINT, new SessionId(session))));
    assertThat(status.apply(new Input.Plug())).isEmpty();
  }

  private void atOnce(Input... inputs) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(inputs.length);
    List<Thread> threads = new ArrayList<>();
    for (Input input : inputs) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try {
                  start.await();
                  status.apply(input);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await().until(() -> outbox.size() == 0);
  }

  private void fromManyThreads(int count, List<Input> inputs) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      int first = t;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = first; i < inputs.size(); i += count) {
                  status.apply(inputs.get(i));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private List<String> whys(String session) {
    return sink.events().stream()
        .filter(EngineEvent.Ended.class::isInstance)
        .map(EngineEvent.Ended.class::cast)
        .filter(ended -> ended.origin().sessionId().value().equals(session))
        .map(ended -> ended.reason() + " " + ended.energy())
        .toList();
  }

  private static Map<String, Long> countByText(List<String> texts) {
    return texts.stream().collect(Collectors.groupingBy(text -> text, Collectors.counting()));
  }

  /** Between two starts there is an end of the first. */
  private boolean eachChargeStartedAndEndedAlternately() {
    Optional<SessionId> charging = Optional.empty();
    for (EngineEvent event : sink.events()) {
      SessionId session = event.origin().sessionId();
      switch (event) {
        case EngineEvent.Started _ -> {
          if (charging.isPresent()) {
            return false;
          }
          charging = Optional.of(session);
        }
        case EngineEvent.Ended _ -> charging = charging.filter(current -> !current.equals(session));
        case EngineEvent.MeterValue _ -> {
          if (!charging.equals(Optional.of(session))) {
            return false;
          }
        }
        case EngineEvent.Confirmed _, EngineEvent.Rejected _ -> {}
      }
    }
    return true;
  }

  private static Input authorize(String session) {
    return command(
        new EngineCommand.Authorize(
            POINT, new SessionId(session), new DriverId("D1"), OptionalLong.empty()));
  }

  private static Input command(EngineCommand command) {
    return new Input.Command(command);
  }
}
