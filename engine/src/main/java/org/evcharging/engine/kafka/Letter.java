package org.evcharging.engine.kafka;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Request.StartCharging;

/** A record that is to be sent. */
sealed interface Letter {
  /** What it has to wait for, which does not fail. */
  CompletableFuture<Void> before();

  /** Done when Kafka has it. */
  CompletableFuture<Void> taken();

  /** Tells whether the next one will say all that this one says. */
  default boolean isMeterValue() {
    return this instanceof OfEvent of && of.event() instanceof EngineEvent.MeterValue;
  }

  /** An event, of that time. */
  record OfEvent(
      EngineEvent event, Instant at, CompletableFuture<Void> before, CompletableFuture<Void> taken)
      implements Letter {}

  /** A request for a session, of that time, which waits for nothing. */
  record OfRequest(StartCharging request, Instant at, CompletableFuture<Void> taken)
      implements Letter {
    @Override
    public CompletableFuture<Void> before() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
