package org.evcharging.engine.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Confirmed;
import org.evcharging.message.EngineEvent.MeterValue;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventOutboxTest {
  private final HeldSink sink = new HeldSink();
  private final EventOutbox outbox = new EventOutbox(sink, Clocks.system());

  @BeforeEach
  void start() {
    outbox.start();
  }

  @AfterEach
  void close() {
    sink.comeBack();
    outbox.close();
  }

  @Test
  void recordsLeaveInTheOrderInWhichTheyWereAdded() {
    LongStream.rangeClosed(1, 500).forEach(sequence -> outbox.add(confirmed(sequence)));

    await().until(() -> outbox.size() == 0);

    assertThat(sequences()).containsExactlyElementsOf(range(1, 500));
    assertThat(sink.taken()).allMatch(record -> record.key().equals("MAD-01"));
  }

  @Test
  void aRequestGoesToItsTopic() {
    assertThat(outbox.add(request())).isTrue();

    await().until(() -> sink.taken().size() == 1);

    assertThat(sink.taken().getFirst().topic()).isEqualTo(Topic.REQUESTS);
  }

  @Test
  void whileKafkaIsAwayNothingIsSentBehindWhatItHasNotTaken() {
    sink.goAway();
    outbox.add(confirmed(1));
    outbox.add(confirmed(2));
    await().until(() -> sink.taken().size() == 1);
    assertThat(outbox.size()).isEqualTo(2);

    sink.comeBack();

    await().until(() -> outbox.size() == 0);
    assertThat(sequences()).containsExactly(1L, 2L);
  }

  @Test
  void whatKafkaRefusedIsSentAgainBeforeAnythingElse() {
    sink.goAway();
    outbox.add(confirmed(1));
    outbox.add(confirmed(2));
    await().until(() -> sink.taken().size() == 1);

    sink.failPending();
    await().atMost(5, SECONDS).until(() -> sink.taken().size() == 2);
    sink.comeBack();

    await().until(() -> outbox.size() == 0);
    assertThat(sequences()).containsExactly(1L, 1L, 2L);
  }

  @Test
  void whenItIsFullTheOldestMeterValuesGoAndNothingElse() {
    fill();
    outbox.add(confirmed(5_000));
    outbox.add(meter(5_001));

    sink.comeBack();
    await().until(() -> outbox.size() == 0);

    List<Long> sent = sequences();
    assertThat(sent).startsWith(1L, 4L).endsWith(5_000L, 5_001L);
    assertThat(sent).doesNotContain(2L, 3L);
  }

  /** One in flight, and as many meter values behind it as there is room for. */
  private void fill() {
    sink.goAway();
    outbox.add(confirmed(1));
    await().until(() -> sink.taken().size() == 1);
    LongStream.rangeClosed(2, EventOutbox.CAPACITY + 1L).forEach(n -> outbox.add(meter(n)));
    assertThat(outbox.size()).isEqualTo(EventOutbox.CAPACITY + 1);
  }

  @Test
  void withNothingButAnswersWaitingMeterValuesAndRequestsAreNotTaken() {
    sink.goAway();
    LongStream.rangeClosed(1, EventOutbox.CAPACITY + 1L).forEach(n -> outbox.add(confirmed(n)));
    await().until(() -> sink.taken().size() == 1);
    assertThat(outbox.size()).isEqualTo(EventOutbox.CAPACITY + 1);

    outbox.add(meter(9_000));
    assertThat(outbox.add(request())).isFalse();
    outbox.add(confirmed(9_001));

    assertThat(outbox.size()).isEqualTo(EventOutbox.CAPACITY + 2);
  }

  @Test
  void commandsAreHeldBackUntilThereIsRoomForTheirAnswers() throws InterruptedException {
    sink.goAway();
    LongStream.rangeClosed(1, EventOutbox.CAPACITY + 1L).forEach(n -> outbox.add(confirmed(n)));
    await().until(() -> sink.taken().size() == 1);
    CountDownLatch room = new CountDownLatch(1);
    Thread waiter =
        Thread.ofVirtual()
            .start(() -> {
              try {
                outbox.awaitRoom();
                room.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    await().until(() -> waiter.getState() == Thread.State.WAITING);

    sink.comeBack();

    assertThat(room.await(5, SECONDS)).isTrue();
  }

  @Test
  void anEventThatWaitsForSomethingHoldsBackWhatComesAfterIt() {
    CompletableFuture<Void> onTheDisk = new CompletableFuture<>();
    outbox.add(confirmed(1));
    CompletableFuture<Void> taken = outbox.addAfter(onTheDisk, confirmed(2));
    outbox.add(confirmed(3));
    await().until(() -> sink.taken().size() == 1 && outbox.size() == 2);
    assertThat(taken).isNotDone();

    onTheDisk.complete(null);

    await().until(() -> outbox.size() == 0);
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
    assertThat(taken).isDone();
  }

  @Test
  void anEventIsTakenOnlyWhenKafkaSaysSo() {
    sink.goAway();
    CompletableFuture<Void> taken =
        outbox.addAfter(CompletableFuture.completedFuture(null), confirmed(1));
    await().until(() -> sink.taken().size() == 1);
    assertThat(taken).isNotDone();

    sink.comeBack();

    await().until(taken::isDone);
  }

  @Test
  void closeSendsWhatWaits() {
    LongStream.rangeClosed(1, 100).forEach(sequence -> outbox.add(confirmed(sequence)));

    outbox.close();

    assertThat(sequences()).hasSize(100);
  }

  private List<Long> sequences() {
    return sink.events().stream().map(event -> event.origin().sequence()).toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static EngineEvent confirmed(long sequence) {
    return new Confirmed(origin(sequence));
  }

  private static EngineEvent meter(long sequence) {
    return new MeterValue(origin(sequence), new Energy(sequence), 22_000);
  }

  private static Origin origin(long sequence) {
    return new Origin(new ChargePointId("MAD-01"), new SessionId("s1"), 1, sequence);
  }

  private static StartCharging request() {
    return new StartCharging(new RequestId("r1"), "D1", "MAD-01");
  }
}
