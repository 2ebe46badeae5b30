package org.evcharging.monitor;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.model.ChargePointId;
import org.evcharging.monitor.core.Effect;
import org.evcharging.monitor.core.Happening;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.MonitorView;
import org.evcharging.monitor.core.Peer;
import org.evcharging.monitor.core.Script;
import org.evcharging.monitor.core.Watch;
import org.evcharging.monitor.tcp.PeerNews;
import org.evcharging.time.Clocks;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.Connection;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToCentral.Register;
import org.evcharging.wire.MonitorToEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a Monitor's news come in and its words go out: has the {@link Watch} decide, and does what
 * that says on the two connections. Has neither sockets nor threads, and never blocks. For one
 * thread, which calls {@link #timePasses} at {@link #nextDueNanos} at the latest.
 */
public final class MonitorDesk {
  private static final Logger log = LoggerFactory.getLogger(MonitorDesk.class);

  private final ChargePointId id;
  private final Links links;
  private final Consumer<String> words;
  private final Clocks clocks;
  private final Watch watch;
  private final Map<Peer, Connection> connections = new EnumMap<>(Peer.class);

  /** Who keeps the connections to the two peers. */
  @FunctionalInterface
  public interface Links {
    /**
     * Closes the connection, if there is one.
     *
     * @param pause the next one comes no sooner; replaces an earlier pause
     */
    void hangUp(Peer peer, Duration pause);
  }

  /**
   * @param script its times count from now
   * @param words is told what the Monitor sees, in plain lines; must not block
   */
  public MonitorDesk(
      Register registration, Script script, Links links, Consumer<String> words, Clocks clocks) {
    this.id = registration.id();
    this.links = links;
    this.words = words;
    this.clocks = clocks;
    this.watch = new Watch(registration, script, clocks.nanos());
  }

  /** Takes news of a connection, or from it. */
  public void heard(PeerNews news) {
    switch (news) {
      case PeerNews.Connected(Peer peer, Connection connection) -> {
        connections.put(peer, connection);
        decide(new Happening.Connected(peer));
      }
      case PeerNews.Lost(Peer peer, String reason) -> {
        connections.remove(peer);
        decide(new Happening.Lost(peer, reason));
      }
      case PeerNews.Left(Peer peer, String reason) -> {
        connections.remove(peer);
        decide(new Happening.Left(peer, reason));
      }
      case PeerNews.Received(Peer peer, String payload) -> said(peer, payload);
    }
  }

  /** Puts a fault in, or says why not. */
  public Effect.Answer inject(Injection injection) {
    return decide(new Happening.Injected(injection)).stream()
        .filter(Effect.Answer.class::isInstance)
        .map(Effect.Answer.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Does what is due by now. */
  public void timePasses() {
    decide(new Happening.TimePasses());
  }

  /** When it wants to hear that time passes, at the latest; on the monotonic clock. */
  public long nextDueNanos() {
    return watch.nextDueNanos(clocks.nanos());
  }

  /** What it sees now. */
  public MonitorView view() {
    return watch.view();
  }

  private List<Effect> decide(Happening happening) {
    List<Effect> effects = watch.on(happening, clocks.nanos());
    effects.forEach(this::carryOut);
    return effects;
  }

  private void said(Peer peer, String payload) {
    try {
      decide(
          switch (peer) {
            case ENGINE -> new Happening.EngineSays(EngineToMonitor.parse(payload));
            case CENTRAL -> new Happening.CentralSays(CentralToMonitor.parse(payload));
          });
    } catch (MalformedFrame e) {
      String reason = String.valueOf(e.getMessage());
      log.warn("frame refused chargePoint={} from={} reason=\"{}\"", id, peer, reason);
      send(
          peer,
          switch (peer) {
            case ENGINE -> new MonitorToEngine.Refused(reason).payload();
            case CENTRAL -> new MonitorToCentral.Refused(reason).payload();
          });
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case Effect.ToEngine(MonitorToEngine message) -> send(Peer.ENGINE, message.payload());
      case Effect.ToCentral(MonitorToCentral message) -> send(Peer.CENTRAL, message.payload());
      case Effect.HangUp(Peer peer, Duration pause) -> links.hangUp(peer, pause);
      case Effect.Say(String said) -> words.accept(said);
      case Effect.Answer _ -> {} // returned to whoever asked
    }
  }

  private void send(Peer peer, String payload) {
    Optional.ofNullable(connections.get(peer))
        .ifPresent(connection -> transmit(connection, payload));
  }

  /** A connection that takes nothing any more is about to be reported as lost by its reader. */
  private static void transmit(Connection connection, String payload) {
    boolean _ = connection.send(payload);
  }
}
