package org.evcharging.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToCentral.Register;

/** A watch over MAD-01, with a clock of its own; effects are collected as lines. */
final class Scene {
  private static final Register REGISTRATION =
      new Register(
          new ChargePointId("MAD-01"),
          "s3cret",
          new Place("Madrid", "Gran Vía 1"),
          new Tariff(250_000),
          OptionalLong.of(22_000));

  // Far from zero and about to overflow: only differences may count.
  private long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);
  private final Watch watch;
  private final List<String> effects = new ArrayList<>();

  Scene() {
    this(Script.NONE);
  }

  /** With faults planned from the start. */
  Scene(Script script) {
    this.watch = new Watch(REGISTRATION, script, nowNanos);
  }

  void injected(String command) {
    on(new Happening.Injected(Injection.parse(command)));
  }

  void engineConnects() {
    on(new Happening.Connected(Peer.ENGINE));
  }

  void engineLost() {
    on(new Happening.Lost(Peer.ENGINE, "localhost:6001: connection closed"));
  }

  void engineLeaves() {
    on(new Happening.Left(Peer.ENGINE, "localhost:6001: said goodbye"));
  }

  void centralConnects() {
    on(new Happening.Connected(Peer.CENTRAL));
  }

  void centralLost(String reason) {
    on(new Happening.Lost(Peer.CENTRAL, reason));
  }

  void engineSays(String payload) {
    try {
      on(new Happening.EngineSays(EngineToMonitor.parse(payload)));
    } catch (MalformedFrame e) {
      throw new AssertionError(e);
    }
  }

  void centralSays(String payload) {
    try {
      on(new Happening.CentralSays(CentralToMonitor.parse(payload)));
    } catch (MalformedFrame e) {
      throw new AssertionError(e);
    }
  }

  void later(long millis) {
    nowNanos += TimeUnit.MILLISECONDS.toNanos(millis);
    on(new Happening.TimePasses());
  }

  /** Connected, ready, and it has answered once; nothing of that is left to expect. */
  void engineReady(String answer) {
    engineConnects();
    engineSays("READY#MAD-01");
    engineSays(answer);
    effects.clear();
  }

  /** All is well, and nothing of how it came to that is left to expect. */
  void running() {
    engineReady("OK#-#-");
    centralConnects();
    centralSays("REGISTERED#MAD-01#AGAIN");
    effects.clear();
  }

  /** What was to be done since the last look. */
  List<String> effects() {
    List<String> seen = List.copyOf(effects);
    effects.clear();
    return seen;
  }

  /** Exactly these since the last look. */
  void expect(String... expected) {
    assertThat(effects()).containsExactly(expected);
  }

  MonitorView view() {
    return watch.view();
  }

  long dueInMs() {
    return TimeUnit.NANOSECONDS.toMillis(watch.nextDueNanos(nowNanos) - nowNanos);
  }

  private void on(Happening happening) {
    watch.on(happening, nowNanos).stream().map(Scene::line).forEach(effects::add);
  }

  private static String line(Effect effect) {
    return switch (effect) {
      case Effect.ToEngine(var message) -> "engine < " + message.payload();
      case Effect.ToCentral(var message) -> "central < " + message.payload();
      case Effect.HangUp(Peer peer, var pause) -> "hang up " + peer + " " + pause;
      case Effect.Say(String words) -> "say " + words;
      case Effect.Accept(String words) -> "OK " + words;
      case Effect.Refuse(String reason) -> "ERR " + reason;
    };
  }
}
