package org.evcharging.engine.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.lock.Locks;
import org.evcharging.time.Clocks;
import org.evcharging.wire.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that one Engine says to whoever has connected to it: its Monitor, and those that come by
 * mistake. Has neither sockets nor threads. Thread-safe.
 */
public final class Conversations {
  /** How often to {@link #watch}. */
  public static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Conversations.class);

  private final Clocks clocks;
  private final Seat seat;
  private final Answers answers;

  /** In the order they came; a handful. */
  private final List<Conversation> open = new CopyOnWriteArrayList<>();

  /** Written by the watch only. */
  private volatile long watchedNanos;

  /**
   * @param scheduler for answers that are to be late; may be shared, for the tasks never block
   */
  public Conversations(WatchedEngine engine, ScheduledExecutorService scheduler, Clocks clocks) {
    this.clocks = clocks;
    this.watchedNanos = clocks.nanos();
    this.seat = new Seat(engine);
    this.answers = new Answers(scheduler, clocks, Locks.REAL);
  }

  /** Somebody has connected; whatever comes from there is the conversation's to hear. */
  public Conversation open(Connection connection) {
    Conversation conversation = new Conversation(connection, seat, answers, clocks, open::remove);
    open.add(conversation);
    return conversation;
  }

  /**
   * Looks for those that have been silent for too long: half-open ones look like that. To be called
   * each {@link #WATCH_INTERVAL}; never blocks.
   *
   * @return those to {@link Conversation#leave}, in the order they came
   */
  public List<Conversation> watch() {
    long nowNanos = clocks.nanos();
    boolean wasPaused = nowNanos - watchedNanos > 2 * WATCH_INTERVAL.toNanos();
    watchedNanos = nowNanos;
    List<Conversation> silent = new ArrayList<>();
    for (Conversation conversation : open) {
      if (wasPaused) {
        // Not they were silent, we did not listen.
        conversation.heard(nowNanos);
      } else if (conversation.silentTooLong(nowNanos)) {
        log.debug("connection ended peer={} reason=\"silent\"", conversation.peer());
        silent.add(conversation);
      }
    }
    return silent;
  }

  /** Leaves all that are open now; may take a moment each. */
  public void leaveAll() {
    open.forEach(Conversation::leave);
  }
}
