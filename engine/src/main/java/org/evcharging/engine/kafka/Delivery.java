package org.evcharging.engine.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings letters to Kafka, one after the other; tries again a second after each failure. For one
 * thread.
 */
final class Delivery {
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);

  private final EventSink sink;
  private final Clocks clocks;
  private final MessageCodec codec = new MessageCodec();

  /** What Kafka says to the letter under way; empty: it is yet to be sent. */
  private Optional<CompletableFuture<Void>> answer = Optional.empty();

  private long notBeforeNanos;

  Delivery(EventSink sink, Clocks clocks) {
    this.sink = sink;
    this.clocks = clocks;
    this.notBeforeNanos = clocks.nanos();
  }

  /**
   * Goes on with a letter, the same one until this is true.
   *
   * @param patience how long it may wait, for what the letter waits for and again for Kafka
   * @return whether Kafka has it
   */
  boolean isDone(Letter letter, Duration patience) throws InterruptedException {
    if (pause().isPositive() || !isOver(letter.before(), patience)) {
      return false;
    }
    CompletableFuture<Void> current =
        answer.orElseGet(() -> letter.before().thenCompose(_ -> send(letter)));
    answer = Optional.of(current);
    if (!isOver(current, patience)) {
      return false;
    }
    answer = Optional.empty();
    if (current.isCompletedExceptionally()) {
      // Only what waits behind it shows in the outbox; the tail says aloud that Kafka is away.
      log.debug("event not sent, trying again: {}", current);
      notBeforeNanos = clocks.nanos() + RETRY_PAUSE.toNanos();
      return false;
    }
    letter.taken().complete(null);
    return true;
  }

  /** How long nothing is to be tried after a failure. */
  Duration pause() {
    return Duration.ofNanos(Math.max(0, notBeforeNanos - clocks.nanos()));
  }

  /** Waits for success or failure; false if it came to neither. */
  private static boolean isOver(CompletableFuture<Void> future, Duration patience)
      throws InterruptedException {
    if (future.isDone() || patience.isZero()) {
      return future.isDone();
    }
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException _) {
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  private CompletableFuture<Void> send(Letter letter) {
    return switch (letter) {
      case Letter.OfEvent of ->
          sink.send(
              Topic.EVENTS,
              of.event().origin().chargePointId().value(),
              codec.encode(of.event(), of.at()));
      case Letter.OfRequest of ->
          sink.send(
              Topic.REQUESTS, of.request().chargePointId(), codec.encode(of.request(), of.at()));
    };
  }
}
