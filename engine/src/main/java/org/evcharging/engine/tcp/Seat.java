package org.evcharging.engine.tcp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.evcharging.engine.core.Input;
import org.evcharging.model.ChargePointId;
import org.jspecify.annotations.Nullable;

/**
 * The one place for a Monitor at an Engine. Whoever holds it may command the Engine; a second one
 * is refused until the first has left. Thread-safe.
 */
final class Seat {
  private final WatchedEngine engine;
  private final AtomicReference<@Nullable Conversation> holder = new AtomicReference<>();

  Seat(WatchedEngine engine) {
    this.engine = engine;
  }

  WatchedEngine engine() {
    return engine;
  }

  boolean isHeldBy(Conversation conversation) {
    return holder.get() == conversation;
  }

  /**
   * A conversation says HELLO. Only the holder talks to the Engine about its id, so that two cannot
   * make it two charge points.
   *
   * @return why it is refused, if it is
   */
  Optional<String> take(Conversation conversation, ChargePointId id) {
    boolean held = isHeldBy(conversation);
    if (!held && !holder.compareAndSet(null, conversation)) {
      return Optional.of("another Monitor is connected");
    }
    Optional<String> refusal = engine.become(id);
    if (refusal.isPresent() && !held) {
      holder.set(null);
    } else if (refusal.isEmpty() && !held) {
      engine.take(new Input.MonitorCame());
    }
    return refusal;
  }

  /**
   * The conversation is over. If it held the seat, the Engine hears of it before the next takes it.
   */
  void leave(Conversation conversation, Duration silence) {
    if (isHeldBy(conversation)) {
      engine.take(new Input.MonitorLeft(silence));
      holder.set(null);
    }
  }
}
