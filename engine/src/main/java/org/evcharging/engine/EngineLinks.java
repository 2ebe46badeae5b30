package org.evcharging.engine;

import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.evcharging.engine.kafka.CommandSource;
import org.evcharging.engine.kafka.EventSink;
import org.evcharging.time.Clocks;

/**
 * What an Engine needs around it and does not close: many Engines in one process may share all of
 * it.
 *
 * @param scheduler for ticks, which never block; one thread is enough for thousands
 * @param words takes the Engine's lines for people, one at a time
 * @param clocks the wall clock is only written into records
 */
public record EngineLinks(
    CommandSource commands,
    EventSink events,
    ScheduledExecutorService scheduler,
    Consumer<String> words,
    Clocks clocks) {}
