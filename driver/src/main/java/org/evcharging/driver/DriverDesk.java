package org.evcharging.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Errand;
import org.evcharging.driver.core.Errand.Move;
import org.evcharging.driver.core.SeenBefore;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.message.Request;
import org.evcharging.time.Clocks;

/**
 * What a driver's program does with what it hears: shows it, remembers the session that goes on,
 * and does errands. Never waits. Not thread-safe.
 */
public final class DriverDesk {
  /** With no errand that wants something by time, any long while will do. */
  private static final Duration LONG = Duration.ofHours(1);

  private final DriverView view;
  private final SessionMemory memory;
  private final Link link;
  private final Clocks clocks;
  private final SeenBefore seen = new SeenBefore();
  private final List<Errand> errands = new ArrayList<>();
  private Optional<CurrentSession> session;
  private boolean caughtUp;

  /** The way to Central. */
  @FunctionalInterface
  public interface Link {
    /**
     * Sends a request.
     *
     * @param again whether it was sent before
     */
    void send(Request request, boolean again);
  }

  public DriverDesk(DriverView view, SessionMemory memory, Link link, Clocks clocks) {
    this.view = view;
    this.memory = memory;
    this.link = link;
    this.clocks = clocks;
    this.session = memory.read();
  }

  /** The session that goes on, as far as it was heard. */
  public Optional<CurrentSession> session() {
    return session;
  }

  /** Tells whether all that came while the driver was away was heard. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** The session that was thought to go on does not. */
  public void forgetSession() {
    session = Optional.empty();
    memory.write(session);
  }

  /** Shows a sentence of the program's own. */
  public void say(String words) {
    view.say(words);
  }

  /** Takes on an errand; {@link #nextMoves} does it from now on. */
  public void begin(Errand errand) {
    errands.add(errand);
  }

  /** Tells whether any errand is not over. */
  public boolean isBusy() {
    return !errands.isEmpty();
  }

  /** Tells whether an errand is not over. */
  public boolean isDoing(Errand errand) {
    return errands.contains(errand);
  }

  /**
   * Does what the errands want next; nothing before the driver has caught up: asked before its
   * position is known, the answer might not be heard.
   *
   * @return how long there is nothing else to do, unless something is taken or begun
   */
  public Duration nextMoves() {
    if (!caughtUp) {
      return LONG;
    }
    Duration patience = LONG;
    for (Errand errand : List.copyOf(errands)) {
      patience = shorter(patience, nextMove(errand));
    }
    return patience;
  }

  private Duration nextMove(Errand errand) {
    return switch (errand.next(clocks.nanos())) {
      case Move.Finish _ -> {
        errands.remove(errand);
        yield Duration.ZERO;
      }
      case Move.Ask ask -> {
        ask(ask);
        yield Duration.ZERO;
      }
      case Move.Listen listen -> Duration.ofNanos(listen.forNanos());
    };
  }

  private void ask(Move.Ask ask) {
    if (ask.again()) {
      String at = ask.request().chargePointId();
      view.say("no answer yet from Central about " + at + "; asking again");
    }
    link.send(ask.request(), ask.again());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /**
   * Deals with what came.
   *
   * @return what is not dealt with here: the user's input
   */
  public Optional<Incoming> take(Incoming incoming) {
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
      memory.write(session);
    }
    view.show(heard.notification(), heard.at(), heard.live());
    errands.forEach(errand -> errand.heard(heard.notification(), clocks.nanos()));
  }
}
