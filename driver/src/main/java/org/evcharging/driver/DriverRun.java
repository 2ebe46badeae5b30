package org.evcharging.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Errand;
import org.evcharging.driver.core.Errand.Move;
import org.evcharging.driver.core.SeenBefore;
import org.evcharging.driver.kafka.DriverLink;
import org.evcharging.driver.kafka.Inbox;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.model.DriverId;

/**
 * What a driver's program does with what it hears: shows it, remembers the session that goes on,
 * and does errands. For one thread, but for the inbox.
 */
final class DriverRun implements AutoCloseable {
  /** How soon {@code stopping} is noticed. */
  private static final Duration STEP = Duration.ofMillis(200);

  private final DriverView view;
  private final BooleanSupplier stopping;
  private final Inbox inbox = new Inbox();
  private final DriverLink link;
  private final SessionFile file;
  private final SeenBefore seen = new SeenBefore();
  private final List<Errand> errands = new ArrayList<>();
  private Optional<CurrentSession> session;
  private boolean caughtUp;

  DriverRun(
      String bootstrap, DriverId driver, Path data, DriverView view, BooleanSupplier stopping) {
    this.view = view;
    this.stopping = stopping;
    this.file = new SessionFile(data);
    this.session = file.read();
    this.link = DriverLink.open(bootstrap, driver, data, inbox, InstantSource.system());
  }

  /** Where lines that are typed may be put in, by any thread. */
  Inbox inbox() {
    return inbox;
  }

  /** The session that goes on, as far as it was heard. */
  Optional<CurrentSession> session() {
    return session;
  }

  /** Shows a sentence of the program's own. */
  void say(String words) {
    view.say(words);
  }

  /** The session that was thought to go on does not. */
  void forgetSession() {
    session = Optional.empty();
    file.write(session);
  }

  /**
   * Hears what came while away.
   *
   * @return false if it was stopped before all of it came
   */
  boolean catchUp() {
    while (!caughtUp && !stopping.getAsBoolean()) {
      turn();
    }
    return caughtUp;
  }

  /** Shows what comes until stopping. */
  void watch() {
    while (!stopping.getAsBoolean()) {
      turn();
    }
  }

  /**
   * Does an errand to its end.
   *
   * @return false if it was stopped before
   */
  boolean run(Errand errand) {
    begin(errand);
    while (isDoing(errand) && !stopping.getAsBoolean()) {
      turn();
    }
    return !isDoing(errand);
  }

  /** Takes on an errand; {@link #turn} does it from now on. */
  void begin(Errand errand) {
    errands.add(errand);
  }

  /** Tells whether any errand is not over. */
  boolean isBusy() {
    return !errands.isEmpty();
  }

  /** Tells whether an errand is not over. */
  boolean isDoing(Errand errand) {
    return errands.contains(errand);
  }

  /**
   * Does what the errands want next, and listens for a moment.
   *
   * @return what came that is not dealt with here: the user's input
   */
  Optional<Incoming> turn() {
    // Asked before the position is known, the answer might not be heard.
    Duration patience = caughtUp ? nextMoves() : STEP;
    Optional<Incoming> next = inbox.next(patience);
    return next.isEmpty() ? next : dealWith(next.get());
  }

  /** Does what the errands want, and gives back how long there is nothing else to do. */
  private Duration nextMoves() {
    Duration patience = STEP;
    for (Errand errand : List.copyOf(errands)) {
      switch (errand.next(System.nanoTime())) {
        case Move.Finish _ -> {
          errands.remove(errand);
          patience = Duration.ZERO;
        }
        case Move.Ask ask -> ask(ask);
        case Move.Listen listen -> patience = shorter(patience, listen.forNanos());
      }
    }
    return patience;
  }

  private void ask(Move.Ask ask) {
    if (ask.again()) {
      String at = ask.request().chargePointId();
      view.say("no answer yet from Central about " + at + "; asking again");
    }
    link.send(ask.request(), ask.again());
  }

  private static Duration shorter(Duration patience, long nanos) {
    return patience.toNanos() < nanos ? patience : Duration.ofNanos(nanos);
  }

  private Optional<Incoming> dealWith(Incoming incoming) {
    switch (incoming) {
      case Incoming.Heard heard -> hear(heard);
      case Incoming.CaughtUp _ -> caughtUp = true;
      case Incoming.Words words -> view.say(words.words());
      case Incoming.Typed _, Incoming.InputEnded _ -> {
        return Optional.of(incoming);
      }
    }
    return Optional.empty();
  }

  private void hear(Incoming.Heard heard) {
    if (!seen.admits(heard.notification())) {
      return;
    }
    Optional<CurrentSession> now = CurrentSession.after(session, heard.notification());
    if (!now.equals(session)) {
      session = now;
      file.write(session);
    }
    view.show(heard.notification(), heard.at(), heard.live());
    errands.forEach(errand -> errand.heard(heard.notification(), System.nanoTime()));
  }

  /** Shows what was handed over last: it counts as read. */
  @Override
  public void close() {
    link.close();
    Optional<Incoming> left = inbox.next(Duration.ZERO);
    while (left.isPresent()) {
      if (left.get() instanceof Incoming.Heard heard) {
        hear(heard);
      }
      left = inbox.next(Duration.ZERO);
    }
  }
}
