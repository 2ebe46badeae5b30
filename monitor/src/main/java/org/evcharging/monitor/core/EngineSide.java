package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.Supply;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MonitorToEngine;

/**
 * The Engine as its Monitor sees it: asked each second, and judged by what it answers (spec §5).
 * For one thread.
 */
final class EngineSide {
  static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  /** An Engine that does not answer for so long is faulted. */
  static final Duration SILENCE_LIMIT = Duration.ofSeconds(2);

  /** An Engine that refuses us needs a person; there is no hurry to ask again. */
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(5);

  static final String NOT_REACHABLE = "engine not reachable";
  static final String NOT_READY = "engine is not ready";
  static final String SILENT = "engine does not answer";
  static final String NO_REASON = "engine gives no reason";

  private final ChargePointId id;
  private final long startNanos;
  private final Rhythm checks;
  private Link link = new Absent();
  private Optional<Answer> lastAnswer = Optional.empty();
  private OptionalLong unansweredSinceNanos = OptionalLong.empty();
  private Optional<Missed> missed = Optional.empty();
  private boolean judgedBefore;

  private sealed interface Link {}

  private record Absent() implements Link {}

  /** HELLO is sent. Who was refused before is so until the Engine says otherwise. */
  private record Greeting(Optional<String> refusedBefore) implements Link {}

  private record Ready() implements Link {}

  private record Refused(String reason) implements Link {}

  private record Answer(Health health, Optional<Supply> supply) {}

  /**
   * A connection broke beneath an Engine that was well. It may only have been started again: until
   * it was away for 2 s, its last answer stands (spec §5), whatever it says before it is ready.
   */
  private record Missed(Answer lastAnswer, long untilNanos) {}

  EngineSide(ChargePointId id, long nowNanos) {
    this.id = id;
    this.startNanos = nowNanos;
    this.checks = new Rhythm(CHECK_INTERVAL, nowNanos);
  }

  boolean ready() {
    return link instanceof Ready;
  }

  /** Tells whether what is sent now reaches it: HELLO went before. */
  boolean hears() {
    return asks();
  }

  /** Why it does not hear us. */
  String whyDeaf() {
    return switch (link) {
      case Refused(String reason) -> refusal(reason).reason();
      case Absent _, Greeting _, Ready _ -> NOT_REACHABLE;
    };
  }

  void connected(long nowNanos, Effects effects) {
    Optional<String> refusedBefore =
        link instanceof Refused(String reason) ? Optional.of(reason) : Optional.empty();
    link = new Greeting(refusedBefore);
    lastAnswer = Optional.empty();
    unansweredSinceNanos = OptionalLong.empty();
    checks.restart(nowNanos);
    effects.toEngine(new MonitorToEngine.Hello(id));
  }

  /** The connection broke, or none could be made. */
  void lost(long nowNanos, Effects effects) {
    if (ready() && lastAnswer.isPresent() && lastAnswer.get().health().isOk()) {
      long sinceNanos = unansweredSinceNanos.orElse(nowNanos);
      missed = Optional.of(new Missed(lastAnswer.get(), sinceNanos + SILENCE_LIMIT.toNanos()));
      effects.say("engine lost; waiting for it until it has been silent for 2 s");
    }
    forgetLink();
  }

  /** It went, and said so: there is nothing to wait for. */
  void left() {
    missed = Optional.empty();
    forgetLink();
  }

  private void forgetLink() {
    lastAnswer = Optional.empty();
    unansweredSinceNanos = OptionalLong.empty();
    link =
        switch (link) {
          case Refused refused -> refused;
          case Absent _, Greeting _, Ready _ -> new Absent();
        };
  }

  void isReady(ChargePointId said, long nowNanos, Effects effects) {
    if (said.equals(id)) {
      link = new Ready();
      if (missed.isPresent()) {
        // What it said while it was not ready tells nothing of how it is now.
        lastAnswer = Optional.empty();
        checks.restart(nowNanos);
        effects.say("engine is back");
      }
    } else {
      refused("it is " + said + ", not " + id, effects);
    }
  }

  void refused(String reason, Effects effects) {
    if (link instanceof Greeting) {
      link = new Refused(reason);
      unansweredSinceNanos = OptionalLong.empty();
      effects.hangUp(Peer.ENGINE, REFUSED_PAUSE);
    } else if (link instanceof Ready) {
      effects.say("engine refused: " + reason);
    }
  }

  void answered(Health health, Optional<Supply> supply) {
    lastAnswer = Optional.of(new Answer(health, supply));
    unansweredSinceNanos = OptionalLong.empty();
  }

  void answered(EngineToMonitor.Ok ok) {
    answered(new Health.Ok(), ok.supply());
  }

  void answered(EngineToMonitor.Ko ko) {
    answered(new Health.Ko(ko.reason().isEmpty() ? NO_REASON : ko.reason()), Optional.empty());
  }

  /** Asks how it is, when that is due. */
  void check(long nowNanos, Effects effects) {
    if (asks() && checks.strikes(nowNanos)) {
      effects.toEngine(new MonitorToEngine.CheckHealth());
      if (unansweredSinceNanos.isEmpty()) {
        unansweredSinceNanos = OptionalLong.of(nowNanos);
      }
    }
  }

  /**
   * How it is; empty for 2 s after the start, while there is no telling: a Monitor that is started
   * again beneath a supply must not call its Engine faulted only because it has not asked yet.
   */
  Optional<Health> judge(long nowNanos) {
    missed = missed.filter(it -> nowNanos - it.untilNanos() < 0);
    Optional<Health> known = known(nowNanos);
    judgedBefore |= known.isPresent() || nowNanos - startNanos >= SILENCE_LIMIT.toNanos();
    return judgedBefore ? Optional.of(known.orElseGet(this::unknown)) : Optional.empty();
  }

  /** What it says it supplies; nothing while it is not well. */
  Optional<Supply> supply(Health health) {
    return health.isOk() ? standing().flatMap(Answer::supply) : Optional.empty();
  }

  /** When something is to be done or judged anew though nothing happens. */
  long nextDueNanos(long nowNanos) {
    long due = nowNanos + CHECK_INTERVAL.toNanos();
    if (asks()) {
      due = earlier(due, checks.dueNanos());
    }
    if (unansweredSinceNanos.isPresent() && !silent(nowNanos)) {
      due = earlier(due, unansweredSinceNanos.getAsLong() + SILENCE_LIMIT.toNanos());
    }
    if (missed.isPresent()) {
      due = earlier(due, missed.get().untilNanos());
    }
    return judgedBefore ? due : earlier(due, startNanos + SILENCE_LIMIT.toNanos());
  }

  private Optional<Health> known(long nowNanos) {
    return switch (link) {
      case Refused(String reason) -> Optional.of(refusal(reason));
      case Greeting(var refused) when refused.isPresent() -> refused.map(EngineSide::refusal);
      case Greeting _, Ready _ when silent(nowNanos) -> Optional.of(new Health.Ko(SILENT));
      case Greeting _, Ready _, Absent _ -> standing().map(Answer::health);
    };
  }

  /** The answer that counts: of an Engine that is ready, or of one that may only be restarting. */
  private Optional<Answer> standing() {
    return ready() && lastAnswer.isPresent() ? lastAnswer : missed.map(Missed::lastAnswer);
  }

  private Health unknown() {
    return switch (link) {
      case Absent _, Refused _ -> new Health.Ko(NOT_REACHABLE);
      case Greeting _, Ready _ ->
          lastAnswer
              .map(Answer::health)
              .filter(health -> !health.isOk())
              .orElse(new Health.Ko(NOT_READY));
    };
  }

  private static Health.Ko refusal(String reason) {
    return new Health.Ko("engine refused its monitor: " + reason);
  }

  private boolean asks() {
    return link instanceof Greeting || link instanceof Ready;
  }

  private boolean silent(long nowNanos) {
    return unansweredSinceNanos.isPresent()
        && nowNanos - unansweredSinceNanos.getAsLong() >= SILENCE_LIMIT.toNanos();
  }

  private static long earlier(long aNanos, long bNanos) {
    return aNanos - bNanos < 0 ? aNanos : bNanos;
  }
}
