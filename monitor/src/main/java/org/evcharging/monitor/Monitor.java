package org.evcharging.monitor;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Effect;
import org.evcharging.monitor.core.Happening;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.MonitorView;
import org.evcharging.monitor.core.Peer;
import org.evcharging.monitor.core.Watch;
import org.evcharging.monitor.inject.Injector;
import org.evcharging.monitor.tcp.PeerLink;
import org.evcharging.monitor.tcp.PeerNews;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToEngine;
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
  private final Consumer<String> words;
  private final BlockingQueue<News> news = new ArrayBlockingQueue<>(MAX_WAITING_NEWS);
  private final PeerLink engine;
  private final PeerLink central;
  private final Thread thread;

  // Confined to the thread, as is what it is connected to.
  private final Watch watch;
  private final Map<Peer, FramedConnection> connections = new EnumMap<>(Peer.class);

  private volatile boolean closing;
  private volatile MonitorView view;

  private sealed interface News {}

  private record FromPeer(PeerNews news) implements News {}

  /** Somebody waits for what becomes of it. */
  private record Asked(Injection injection, CompletableFuture<Effect.Answer> answer)
      implements News {}

  private Monitor(MonitorConfig config, Consumer<String> words) {
    this.config = config;
    this.words = words;
    this.watch = new Watch(config.registration(), config.script(), System.nanoTime());
    this.view = watch.view();
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
        long nowNanos = System.nanoTime();
        long waitNanos = Math.max(0, watch.nextDueNanos(nowNanos) - nowNanos);
        switch (news.poll(waitNanos, TimeUnit.NANOSECONDS)) {
          case FromPeer(PeerNews one) -> heard(one).ifPresent(this::decide);
          case Asked(Injection injection, CompletableFuture<Effect.Answer> answer) ->
              decide(new Happening.Injected(injection), answer);
          case null -> decide(new Happening.TimePasses());
        }
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
    }
  }

  private void decide(Happening happening) {
    decide(happening, new CompletableFuture<>());
  }

  /**
   * @param answer for whoever asked, if the happening was asked for
   */
  private void decide(Happening happening, CompletableFuture<Effect.Answer> answer) {
    watch.on(happening, System.nanoTime()).forEach(effect -> carryOut(effect, answer));
    view = watch.view();
  }

  private Optional<Happening> heard(PeerNews one) {
    return switch (one) {
      case PeerNews.Connected(Peer peer, FramedConnection connection) -> {
        connections.put(peer, connection);
        yield Optional.of(new Happening.Connected(peer));
      }
      case PeerNews.Lost(Peer peer, String reason) -> {
        connections.remove(peer);
        yield Optional.of(new Happening.Lost(peer, reason));
      }
      case PeerNews.Left(Peer peer, String reason) -> {
        connections.remove(peer);
        yield Optional.of(new Happening.Left(peer, reason));
      }
      case PeerNews.Received(Peer peer, String payload) -> said(peer, payload);
    };
  }

  private Optional<Happening> said(Peer peer, String payload) {
    try {
      return Optional.of(
          switch (peer) {
            case ENGINE -> new Happening.EngineSays(EngineToMonitor.parse(payload));
            case CENTRAL -> new Happening.CentralSays(CentralToMonitor.parse(payload));
          });
    } catch (MalformedFrame e) {
      String reason = String.valueOf(e.getMessage());
      log.warn("frame refused chargePoint={} from={} reason=\"{}\"", config.id(), peer, reason);
      send(
          peer,
          switch (peer) {
            case ENGINE -> new MonitorToEngine.Refused(reason).payload();
            case CENTRAL -> new MonitorToCentral.Refused(reason).payload();
          });
      return Optional.empty();
    }
  }

  private void carryOut(Effect effect, CompletableFuture<Effect.Answer> answer) {
    switch (effect) {
      case Effect.ToEngine(MonitorToEngine message) -> send(Peer.ENGINE, message.payload());
      case Effect.ToCentral(MonitorToCentral message) -> send(Peer.CENTRAL, message.payload());
      case Effect.HangUp(Peer peer, Duration pause) -> {
        switch (peer) {
          case ENGINE -> engine.hangUp(pause);
          case CENTRAL -> central.hangUp(pause);
        }
      }
      case Effect.Say(String line) -> words.accept(line);
      case Effect.Answer told -> answer.complete(told);
    }
  }

  private void send(Peer peer, String payload) {
    Optional.ofNullable(connections.get(peer))
        .ifPresent(connection -> transmit(connection, payload));
  }

  /** A connection that takes nothing any more is about to be reported as lost by its reader. */
  private static void transmit(FramedConnection connection, String payload) {
    boolean _ = connection.send(payload);
  }
}
