package org.evcharging.monitor;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.evcharging.monitor.core.Effect;
import org.evcharging.monitor.core.Happening;
import org.evcharging.monitor.core.MonitorView;
import org.evcharging.monitor.core.Peer;
import org.evcharging.monitor.core.Watch;
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
 * its two connections; so there is nothing to lock. Thread-safe.
 */
public final class Monitor implements AutoCloseable {
  private static final int MAX_WAITING_NEWS = 64;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(Monitor.class);

  private final MonitorConfig config;
  private final Consumer<String> words;
  private final BlockingQueue<PeerNews> news = new ArrayBlockingQueue<>(MAX_WAITING_NEWS);
  private final PeerLink engine;
  private final PeerLink central;
  private final Thread thread;

  // Confined to the thread, as is what it is connected to.
  private final Watch watch;
  private final Map<Peer, FramedConnection> connections = new EnumMap<>(Peer.class);

  private volatile boolean closing;
  private volatile MonitorView view;

  private Monitor(MonitorConfig config, Consumer<String> words) {
    this.config = config;
    this.words = words;
    this.watch = new Watch(config.registration(), System.nanoTime());
    this.view = watch.view();
    this.engine = PeerLink.start(Peer.ENGINE, config.engine(), news);
    this.central = PeerLink.start(Peer.CENTRAL, config.central(), news);
    this.thread = Thread.ofVirtual().name("monitor " + config.id()).unstarted(this::run);
  }

  /** Starts one that tells nobody what it sees but the log. */
  public static Monitor start(MonitorConfig config) {
    return start(config, words -> log.debug("seen chargePoint={} {}", config.id(), words));
  }

  /**
   * Starts one. Returns at once: neither Engine nor Central need be there.
   *
   * @param words is told what it sees, in plain lines; called by one thread, and should not block
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
        Optional<PeerNews> next = Optional.ofNullable(news.poll(waitNanos, TimeUnit.NANOSECONDS));
        Optional<Happening> happening =
            next.isPresent() ? heard(next.get()) : Optional.of(new Happening.TimePasses());
        happening.ifPresent(this::decide);
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
    }
  }

  private void decide(Happening happening) {
    watch.on(happening, System.nanoTime()).forEach(this::carryOut);
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

  private void carryOut(Effect effect) {
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
