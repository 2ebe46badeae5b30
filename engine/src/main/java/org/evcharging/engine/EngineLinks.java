package org.evcharging.engine;

import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.engine.kafka.CommandSource;
import org.evcharging.engine.kafka.EventSink;
import org.evcharging.model.RequestId;
import org.evcharging.time.Clocks;

/**
 * What an Engine needs around it and does not close: many Engines in one process may share all of
 * it.
 *
 * @param scheduler for ticks, which never block; one thread is enough for thousands
 * @param words takes the Engine's lines for people, one at a time
 * @param clocks the wall clock is only written into records
 * @param requestIds makes ids for the requests of its prompt, which nobody has used before
 */
public record EngineLinks(
    CommandSource commands,
    EventSink events,
    ScheduledExecutorService scheduler,
    Consumer<String> words,
    Clocks clocks,
    Supplier<RequestId> requestIds) {
  /** With request ids at random. */
  public EngineLinks(
      CommandSource commands,
      EventSink events,
      ScheduledExecutorService scheduler,
      Consumer<String> words,
      Clocks clocks) {
    this(commands, events, scheduler, words, clocks, EngineLinks::randomId);
  }

  /** The same, but for who takes the lines. */
  EngineLinks saying(Consumer<String> newWords) {
    return new EngineLinks(commands, events, scheduler, newWords, clocks, requestIds);
  }

  private static RequestId randomId() {
    return new RequestId(UUID.randomUUID().toString());
  }
}
