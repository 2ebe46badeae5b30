package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evcharging.monitor.MonitorDesk;
import org.evcharging.monitor.core.Effect;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.Peer;
import org.evcharging.monitor.core.Script;
import org.evcharging.monitor.tcp.Attempts;
import org.evcharging.monitor.tcp.PeerNews;
import org.evcharging.simulation.net.Ears;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.simulation.world.World;
import org.evcharging.wire.MonitorToCentral.Register;

/** A life of a Monitor: the real one, between connections that break. */
final class SimulatedMonitor implements Program {
  private final Machine machine;
  private final Life life;
  private final Surroundings around;
  private final MonitorDesk desk;
  private final Map<Peer, Link> links = new EnumMap<>(Peer.class);
  private Optional<World.Planned> nextTick = Optional.empty();

  SimulatedMonitor(
      Machine machine,
      Register registration,
      String engineAddress,
      Surroundings around,
      Chance chance) {
    this.machine = machine;
    this.life = new Life(machine);
    this.around = around;
    life.trace(() -> "starts");
    this.desk =
        new MonitorDesk(
            registration,
            Script.NONE,
            this::hangUp,
            words -> life.trace(() -> words),
            life.clocks());
    links.put(Peer.ENGINE, new Link(Peer.ENGINE, engineAddress, chance.named("engine link")));
    links.put(Peer.CENTRAL, new Link(Peer.CENTRAL, "central", chance.named("central link")));
    links.values().forEach(Link::tryNow);
    planTick();
  }

  private void hangUp(Peer peer, Duration pause) {
    Link link = links.get(peer);
    if (link != null) {
      link.hangUp(pause);
    }
  }

  /** The desk may want to hear of the time at another moment after all that it does. */
  private void planTick() {
    nextTick.ifPresent(World.Planned::callOff);
    long delayNanos = desk.nextDueNanos() - life.clocks().nanos();
    nextTick =
        Optional.of(
            life.after(
                Math.max(0, delayNanos),
                () -> {
                  desk.timePasses();
                  planTick();
                }));
  }

  private void heard(PeerNews news) {
    desk.heard(news);
    planTick();
  }

  Effect.Answer inject(Injection injection) {
    Effect.Answer answer = desk.inject(injection);
    planTick();
    return answer;
  }

  @Override
  public Life life() {
    return life;
  }

  @Override
  public void stop() {
    links.values().forEach(link -> link.socket.ifPresent(Socket::close));
  }

  /** Keeps the connection to one peer. */
  private final class Link {
    private final Peer peer;
    private final String address;
    private final Attempts attempts;
    private Optional<Socket> socket = Optional.empty();
    private Optional<World.Planned> next = Optional.empty();
    private boolean trying;

    Link(Peer peer, String address, Chance chance) {
      this.peer = peer;
      this.address = address;
      this.attempts = new Attempts(chance.generator(), life.clocks().nanos());
    }

    private void tryNow() {
      if (trying) {
        return;
      }
      long waitNanos = attempts.waitNanos(life.clocks().nanos());
      if (waitNanos > 0) {
        next.ifPresent(World.Planned::callOff);
        next = Optional.of(life.after(waitNanos, this::tryNow));
        return;
      }
      trying = true;
      attempts.begin(life.clocks().nanos());
      around.network().connect(life, machine, address, this::connected, this::failed);
    }

    private Ears connected(Socket made) {
      if (!attempts.isWanted(life.clocks().nanos())) {
        var _ = life.after(0, made::close);
        return new Unwanted();
      }
      socket = Optional.of(made);
      heard(new PeerNews.Connected(peer, made));
      return new Wanted();
    }

    private void failed(String reason) {
      over(new PeerNews.Lost(peer, reason));
    }

    private void over(PeerNews how) {
      trying = false;
      socket = Optional.empty();
      heard(how);
      attempts.end(life.clocks().nanos());
      tryNow();
    }

    void hangUp(Duration pause) {
      attempts.keepAway(pause, life.clocks().nanos());
      Optional<Socket> open = socket;
      // Not within the desk's own decision.
      var _ = life.after(0, () -> open.ifPresent(Socket::close));
      if (!trying) {
        tryNow();
      }
    }

    private final class Wanted implements Ears {
      @Override
      public CompletableFuture<Void> hear(String payload) {
        heard(new PeerNews.Received(peer, payload));
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(boolean goodbye, String reason) {
        over(goodbye ? new PeerNews.Left(peer, reason) : new PeerNews.Lost(peer, reason));
      }
    }

    private final class Unwanted implements Ears {
      @Override
      public CompletableFuture<Void> hear(String payload) {
        return CompletableFuture.completedFuture(null);
      }

      @Override
      public void ended(boolean goodbye, String reason) {
        over(new PeerNews.Lost(peer, "not wanted now"));
      }
    }
  }
}
