package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.model.Health;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToCentral.Register;
import org.evcharging.wire.MonitorToCentral.Status;
import org.evcharging.wire.Reachability;

/**
 * Central as a Monitor sees it: registered with, then told each second how the Engine is, and at
 * once when that changes. For one thread.
 */
final class CentralSide {
  static final Duration LIFE_SIGN_INTERVAL = Duration.ofSeconds(1);

  /** A wrong secret needs a person; there is no hurry to try it again. */
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(5);

  /**
   * Central answers once its disk has it; longer than this, and the connection is worth nothing.
   */
  static final Duration REGISTRATION_PATIENCE = Duration.ofSeconds(10);

  private final Register registration;
  private final Rhythm lifeSigns;
  private Link link = new Away();
  private Optional<String> lastTrouble = Optional.empty();

  private sealed interface Link {}

  private record Away() implements Link {}

  /** An injected disconnection. What still comes from the old connection is of no account. */
  private record KeptAway(long untilNanos) implements Link {}

  /** Connected, with nothing to report yet. */
  private record Arrived() implements Link {}

  private record Registering(long sinceNanos) implements Link {}

  private record Registered(Optional<Reported> last) implements Link {}

  /** What Central must hear at once when it changes. The energy may wait for its second. */
  private record Reported(Health health, Optional<SessionId> session) {}

  CentralSide(Register registration, long nowNanos) {
    this.registration = registration;
    this.lifeSigns = new Rhythm(LIFE_SIGN_INTERVAL, nowNanos);
  }

  Reachability reachability() {
    return registered() ? Reachability.UP : Reachability.DOWN;
  }

  boolean registered() {
    return link instanceof Registered;
  }

  /** Why it is not registered, as last said; empty when it is, or was never tried. */
  Optional<String> trouble() {
    return lastTrouble;
  }

  void connected(long nowNanos) {
    if (!keptAway(nowNanos)) {
      link = new Arrived();
    }
  }

  /** Leaves, and comes back after the pause. */
  void keepAway(Duration pause, long nowNanos, Effects effects) {
    link = new KeptAway(nowNanos + pause.toNanos());
    lastTrouble =
        Optional.of("kept away from central for " + pause.toSeconds() + " s, as injected");
    effects.hangUp(Peer.CENTRAL, pause);
  }

  void lost(String reason, long nowNanos, Effects effects) {
    if (keptAway(nowNanos)) {
      return;
    }
    boolean news = registered() || link instanceof KeptAway || lastTrouble.isEmpty();
    link = new Away();
    if (news) {
      trouble("central cannot be reached: " + reason, effects);
    }
  }

  void registered(CentralToMonitor.Registered answer, Effects effects) {
    if (link instanceof Registering && answer.id().equals(registration.id())) {
      link = new Registered(Optional.empty());
      lastTrouble = Optional.empty();
      effects.say(
          switch (answer.which()) {
            case FIRST -> "central connected, " + registration.id() + " is new there";
            case AGAIN -> "central connected";
          });
    }
  }

  void refused(String reason, Effects effects) {
    switch (link) {
      case Registering _ -> {
        link = new Away();
        trouble(
            "central refused %s: %s; trying again every %d s"
                .formatted(registration.id(), reason, REFUSED_PAUSE.toSeconds()),
            effects);
        effects.hangUp(Peer.CENTRAL, REFUSED_PAUSE);
      }
      case Registered _ -> effects.say("central refused: " + reason);
      case Away _, KeptAway _, Arrived _ -> {}
    }
  }

  /** Registers, or sends a life sign, if it is time for that. */
  void report(Health health, Optional<Supply> supply, long nowNanos, Effects effects) {
    switch (link) {
      case Arrived _ -> {
        link = new Registering(nowNanos);
        effects.toCentral(registration);
      }
      case Registering(long sinceNanos) -> {
        if (nowNanos - sinceNanos >= REGISTRATION_PATIENCE.toNanos()) {
          link = new Away();
          trouble("central does not answer our registration; connecting anew", effects);
          effects.hangUp(Peer.CENTRAL, Duration.ZERO);
        }
      }
      case Registered(Optional<Reported> last) -> lifeSign(last, health, supply, nowNanos, effects);
      case Away _, KeptAway _ -> {}
    }
  }

  long nextDueNanos(long nowNanos) {
    return registered() ? lifeSigns.dueNanos() : nowNanos + LIFE_SIGN_INTERVAL.toNanos();
  }

  private boolean keptAway(long nowNanos) {
    return link instanceof KeptAway(long untilNanos) && nowNanos - untilNanos < 0;
  }

  private void lifeSign(
      Optional<Reported> last,
      Health health,
      Optional<Supply> supply,
      long nowNanos,
      Effects effects) {
    Optional<Reported> current = Optional.of(new Reported(health, supply.map(Supply::session)));
    if (!current.equals(last)) {
      lifeSigns.happened(nowNanos);
    } else if (!lifeSigns.strikes(nowNanos)) {
      return;
    }
    link = new Registered(current);
    effects.toCentral(new Status(health, supply));
  }

  /** The same trouble is said once, however often it is met. */
  private void trouble(String words, Effects effects) {
    if (!lastTrouble.equals(Optional.of(words))) {
      effects.say(words);
    }
    lastTrouble = Optional.of(words);
  }

  /** Sends what only a registered Monitor may say; what nobody hears is dropped. */
  void send(MonitorToCentral message, Effects effects) {
    if (registered()) {
      effects.toCentral(message);
    }
  }
}
