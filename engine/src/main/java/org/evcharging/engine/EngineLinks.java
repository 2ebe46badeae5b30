package org.evcharging.engine;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.evcharging.engine.kafka.CommandSource;
import org.evcharging.engine.kafka.EventSink;

/**
 * What an Engine needs around it and does not close: many Engines in one process may share all of
 * it.
 *
 * @param scheduler for ticks, which never block; one thread is enough for thousands
 * @param words takes the Engine's lines for people, one at a time
 * @param clock wall time, only written into records
 */
public record EngineLinks(
    CommandSource commands,
    EventSink events,
    ScheduledExecutorService scheduler,
    Consumer<String> words,
    InstantSource clock) {}
