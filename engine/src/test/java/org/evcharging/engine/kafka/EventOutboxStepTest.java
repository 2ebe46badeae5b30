package org.evcharging.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.evcharging.engine.HandClock;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;

/** An outbox without a thread. */
class EventOutboxStepTest {
  private final HandClock clock = new HandClock();
  private final HeldSink sink = new HeldSink();
  private final EventOutbox outbox = new EventOutbox(sink, clock);

  @Test
  void aStepSendsAllThatCanBeSent() throws InterruptedException {
    LongStream.rangeClosed(1, 3).forEach(sequence -> outbox.add(confirmed(sequence)));

    assertThat(outbox.step(Duration.ZERO)).isZero();

    assertThat(sink.taken()).hasSize(3);
    assertThat(outbox.size()).isZero();
  }

  @Test
  void withoutPatienceAStepWaitsForNothing() throws InterruptedException {
    CompletableFuture<Void> onTheDisk = new CompletableFuture<>();
    CompletableFuture<Void> taken = outbox.addAfter(onTheDisk, confirmed(1));
    sink.goAway();

    assertThat(outbox.step(Duration.ZERO)).isZero();
    assertThat(sink.taken()).isEmpty();

    onTheDisk.complete(null);
    assertThat(outbox.step(Duration.ZERO)).isZero();
    assertThat(outbox.step(Duration.ZERO)).isZero();
    assertThat(sink.taken()).hasSize(1);
    assertThat(taken).isNotDone();

    sink.comeBack();
    assertThat(outbox.step(Duration.ZERO)).isZero();
    assertThat(taken).isDone();
    assertThat(outbox.size()).isZero();
  }

  @Test
  void afterAFailureNothingIsSentForASecondHoweverOftenItIsCalled() throws InterruptedException {
    sink.goAway();
    outbox.add(confirmed(1));
    outbox.step(Duration.ZERO);
    sink.failPending();

    assertThat(outbox.step(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(999));
    assertThat(outbox.step(Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
    assertThat(sink.taken()).hasSize(1);

    clock.advance(Duration.ofMillis(1));
    outbox.step(Duration.ZERO);
    assertThat(sink.taken()).hasSize(2);
  }

  @Test
  void thereIsRoomAsLongAsMeterValuesCanGo() throws InterruptedException {
    LongStream.range(0, EventOutbox.CAPACITY - 1).forEach(n -> outbox.add(confirmed(n)));
    outbox.add(new EngineEvent.MeterValue(origin(1), new Energy(1), 22_000));
    assertThat(outbox.hasRoom()).isTrue();

    outbox.awaitRoom();
    assertThat(outbox.hasRoom()).isTrue();
    outbox.add(confirmed(2));
    assertThat(outbox.hasRoom()).isFalse();
  }

  private static EngineEvent confirmed(long sequence) {
    return new EngineEvent.Confirmed(origin(sequence));
  }

  private static Origin origin(long sequence) {
    return new Origin(new ChargePointId("MAD-01"), new SessionId("s1"), 1, sequence);
  }
}
