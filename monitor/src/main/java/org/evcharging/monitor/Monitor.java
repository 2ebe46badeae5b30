package org.evcharging.monitor;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Effect;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.MonitorView;
import org.evcharging.monitor.core.Peer;
import org.evcharging.monitor.inject.Injector;
import org.evcharging.monitor.tcp.PeerLink;
import org.evcharging.monitor.tcp.PeerNews;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Monitor. One virtual thread decides, fed by a bounded queue from the threads that read
 * its two connections and those that inject faults; so there is nothing to lock. Thread-safe.
 */
public final class Monitor implements Injector, AutoCloseable {
  private static final int MAX_WAITING_NEWS = 64;

  /** Deciding takes microseconds; only a Monitor that is being closed decides nothing any more. */
  private static final Duration INJECTION_PATIENCE = Duration.ofSeconds(2);

  private static final Effect.Refuse NO_ANSWER = new Effect.Refuse("the monitor is closing");

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Monitor.class);

  private final MonitorConfig config;
  private final Clocks clocks = Clocks.system();
  private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MAX_WAITING_NEWS);
  private final PeerLink engine;
  private final PeerLink central;
  private final Thread thread;

  /** The thread's only. */
  private final MonitorDesk desk;

  private volatile boolean closing;
  private volatile MonitorView view;

  private sealed interface News {}

  private record FromPeer(PeerNews news) implements News {}

  /** Somebody waits for what becomes of it. */
  private record Asked(Injection injection, CompletableFuture<Effect.Answer> answer)
      implements News {}

  private Monitor(MonitorConfig config, Consumer<String> words) {
    this.config = config;
    this.desk =
        new MonitorDesk(config.registration(), config.script(), this::hangUp, words, clocks);
    this.view = desk.view();
    this.engine = PeerLink.start(Peer.ENGINE, config.engine(), one -> news.put(new FromPeer(one)));
    this.central =
        PeerLink.start(Peer.CENTRAL, config.central(), one -> news.put(new FromPeer(one)));
    this.thread = Thread.ofVirtual().name("monitor " + config.id()).unstarted(this::run);
  }

  /** Starts one that tells nobody what it sees but the log. */
  public static Monitor start(MonitorConfig config) {
    return start(config, words -> log.debug("seen chargePoint={} {}", config.id(), words));
  }

  /**
   * Starts one. Returns at once: neither Engine nor Central need be there.
   *
   * @param words is told what it sees, in plain lines; called by the thread that decides, so it
   *     must not block
   */
  public static Monitor start(MonitorConfig config, Consumer<String> words) {
    Monitor monitor = new Monitor(config, words);
    monitor.thread.start();
    return monitor;
  }

  /** What it sees now. */
  public MonitorView view() {
    return view;
  }

  /** What it was started with. */
  public MonitorConfig config() {
    return config;
  }

  @Override
  public String inject(Injection injection) {
    CompletableFuture<Effect.Answer> answer = new CompletableFuture<>();
    if (!news.offer(new Asked(injection, answer))) {
      throw new UserError("the monitor has too much to do; try again");
    }
    answer.completeOnTimeout(NO_ANSWER, INJECTION_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    return switch (answer.join()) {
      case Effect.Accept(String done) -> done;
      case Effect.Refuse(String reason) -> throw new UserError(reason);
    };
  }

  /** Leaves Engine and Central, and ends all its threads. May be called again. */
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    central.close();
    engine.close();
  }

  private void run() {
    try {
      while (!closing) {
        long waitNanos = Math.max(0, desk.nextDueNanos() - clocks.nanos());
        switch (news.poll(waitNanos, TimeUnit.NANOSECONDS)) {
          case FromPeer(PeerNews one) -> desk.heard(one);
          case Asked(Injection injection, CompletableFuture<Effect.Answer> answer) ->
              answer.complete(desk.inject(injection));
          case null -> desk.timePasses();
        }
        view = desk.view();
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
    }
  }

  private void hangUp(Peer peer, Duration pause) {
    switch (peer) {
      case ENGINE -> engine.hangUp(pause);
      case CENTRAL -> central.hangUp(pause);
    }
  }
}
