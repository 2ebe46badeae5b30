package org.evcharging.engine.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;

/** Stands for Kafka: takes records, and acknowledges them at once or when the test says so. */
public final class HeldSink implements EventSink {
  /** A record as it was taken. */
  public record Taken(Topic topic, String key, String json) {}

  private final List<Taken> taken = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> pending = new ArrayList<>();
  private boolean away;

  /** Acknowledges nothing from now on. */
  public synchronized HeldSink goAway() {
    away = true;
    return this;
  }

  /** Acknowledges everything again. */
  public void comeBack() {
    List<CompletableFuture<Void>> waiting;
    synchronized (this) {
      away = false;
      waiting = List.copyOf(pending);
      pending.clear();
    }
    waiting.forEach(ack -> ack.complete(null));
  }

  /** Refuses what waits for its acknowledgement. */
  public void failPending() {
    List<CompletableFuture<Void>> waiting;
    synchronized (this) {
      waiting = List.copyOf(pending);
      pending.clear();
    }
    waiting.forEach(ack -> ack.completeExceptionally(new IllegalStateException("refused")));
  }

  @Override
  public synchronized CompletableFuture<Void> send(Topic topic, String key, byte[] value) {
    taken.add(new Taken(topic, key, new String(value, UTF_8)));
    CompletableFuture<Void> ack = new CompletableFuture<>();
    if (away) {
      pending.add(ack);
    } else {
      ack.complete(null);
    }
    return ack;
  }

  @Override
  public void close() {}

  /** All records taken, also those not acknowledged. */
  public List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** The events among them, in order. */
  public List<EngineEvent> events() {
    MessageCodec codec = new MessageCodec();
    List<EngineEvent> events = new ArrayList<>();
    for (Taken record : taken) {
      if (record.topic() == Topic.EVENTS) {
        try {
          events.add(codec.decodeEvent(record.json().getBytes(UTF_8)));
        } catch (MalformedMessage e) {
          throw new AssertionError(e);
        }
      }
    }
    return events;
  }
}
