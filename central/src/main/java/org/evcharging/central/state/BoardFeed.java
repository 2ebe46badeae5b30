package org.evcharging.central.state;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.message.DeadLetter;
import org.evcharging.message.Notification;
import org.evcharging.model.Health;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what was committed on the boards that screens show, and into the log: a line for each step
 * of each request, and for what happens to charge points. On a thread of its own; when more happens
 * than it can write, it leaves out, and says how much.
 */
public final class BoardFeed implements CommitListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardFeed.class);

  /** Batches that may wait; with thousands of entries each it is behind by then. */
  private static final int WAITING_BATCHES = 64;

  /** More lines a second nobody reads, and writing them would slow down what they tell of. */
  private static final int LINES_PER_SECOND = 500;

  private final BlockingQueue<Committed> waiting = new ArrayBlockingQueue<>(WAITING_BATCHES);
  private final MessageBoard messages;
  private final RequestBoard requests;
  private final Clocks clocks;
  private final LineBudget budget;
  private final Thread thread;
  private volatile boolean closing;

  public BoardFeed(MessageBoard messages, RequestBoard requests, Clocks clocks) {
    this.messages = messages;
    this.requests = requests;
    this.clocks = clocks;
    this.budget = new LineBudget(LINES_PER_SECOND, clocks::nanos);
    this.thread = Thread.ofPlatform().name("boards").start(this::run);
  }

  @Override
  public void committed(Committed committed) {
    if (!waiting.offer(committed)) {
      budget.leftOut(committed.entries().size());
    }
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        Committed next = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (next != null) {
          writeAll(next);
        }
        budget.report().ifPresent(line -> LOG.warn("{}", line));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A line that cannot be written must not silence all that come after it. */
  private void writeAll(Committed committed) {
    try {
      committed.entries().forEach(this::write);
    } catch (RuntimeException e) {
      LOG.warn("lines left out: {}", e.toString());
    }
  }

  private void write(Entry entry) {
    entry.windows().forEach(this::write);
    // What is booked is everyday business: the window tells, and the audit log who it was.
    entry.events().stream()
        .filter(event -> entry.windows().isEmpty() || !(event instanceof Event.Audited))
        .forEach(this::write);
    for (Outbound message : entry.outbound()) {
      switch (message) {
        case Outbound.ToDriver it -> write(it.notification());
        case Outbound.ToOperator it -> write(it.deadLetter());
        case Outbound.ToEngine _,
            Outbound.ProgressToDriver _,
            Outbound.ToMonitor _,
            Outbound.CloseLink _ -> {
          // Told by what caused them.
        }
      }
    }
  }

  private void write(WindowView window) {
    post(
        Level.INFO,
        window.site()
            + ": "
            + window.booked()
            + " of "
            + window.capacity()
            + " places booked from "
            + window.from());
  }

  private void write(Event event) {
    switch (event) {
      case Event.ChargePointRegistered it ->
          post(Level.INFO, it.chargePoint() + " registered, " + it.tariff() + " €/kWh");
      case Event.ChargePointChanged it ->
          post(Level.INFO, it.chargePoint() + " changed, now " + it.tariff() + " €/kWh");
      case Event.MonitorConnected it -> post(Level.INFO, it.chargePoint() + " connected");
      case Event.MonitorLost it -> post(Level.WARNING, it.chargePoint() + " disconnected");
      case Event.HealthReported it ->
          post(
              it.health().isOk() ? Level.INFO : Level.ERROR,
              it.chargePoint() + (it.health() instanceof Health.Ko ko ? fault(ko) : " is well"));
      case Event.HoldOffSet it ->
          post(Level.WARNING, it.chargePoint() + " stopped by " + it.holdOff().source());
      case Event.HoldOffLifted it ->
          post(Level.INFO, it.chargePoint() + " resumed by " + it.holdOff().source());
      case Event.DriverAdmitted it -> post(Level.INFO, "driver " + it.driver() + " admitted");
      case Event.Audited it -> post(Level.WARNING, it.who() + ": " + it.what());
      case Event.MoneyMoved it -> {
        if (it.movement() == Movement.WRITE_OFF) {
          post(
              Level.WARNING,
              it.driver() + ": " + it.amount() + " € of a supply are paid by nobody");
        }
      }
      case Event.DriverTokenGiven _,
          Event.RequestTaken _,
          Event.OrderRefused _,
          Event.SiteChanged _,
          Event.SessionRequested _,
          Event.SessionDenied _,
          Event.SessionAuthorized _,
          Event.SessionExpired _,
          Event.SessionStarted _,
          Event.MeterRead _,
          Event.SessionEnding _,
          Event.SessionEnded _,
          Event.SessionSettled _,
          Event.LifeSignSeen _,
          Event.EngineRecalled _,
          Event.DeadlinePassed _,
          Event.DeadlinesBegunAnew _ -> {
        // Told by the notifications that go with them, or by nobody.
      }
    }
  }

  private void write(Notification notification) {
    Notification.Subject subject = notification.subject();
    Optional<String> answer = answerOf(notification);
    if (answer.isEmpty()) {
      return;
    }
    Instant now = clocks.instant();
    requests.post(
        subject.driverId() + " " + subject.requestId(),
        new RequestLine(now, subject.driverId(), subject.chargePointId(), answer.get()));
    if (LOG.isInfoEnabled() && budget.take()) {
      LOG.info(
          "driver={} chargePoint={} request={} session={} {}",
          subject.driverId(),
          subject.chargePointId(),
          subject.requestId(),
          subject.sessionId().map(Object::toString).orElse("-"),
          answer.get());
    }
  }

  private static Optional<String> answerOf(Notification notification) {
    return switch (notification) {
      case Notification.Step it ->
          Optional.of(
              switch (it.step()) {
                case RECEIVED -> "received";
                case CHECKING -> "checking";
                case ASKING_CHARGE_POINT -> "asking the charge point";
                case CHARGING -> "charging";
                case ENDING -> "ending";
              });
      case Notification.Authorized _ -> Optional.of("AUTHORIZED");
      case Notification.Denied it -> Optional.of("DENIED " + it.reason());
      case Notification.Expired _ -> Optional.of("EXPIRED, nobody plugged in");
      case Notification.Ticket it ->
          Optional.of("ENDED " + it.reason() + " " + it.energy() + " kWh " + it.amount() + " €");
      case Notification.Corrected it ->
          Optional.of("CORRECTED to " + it.energy() + " kWh " + it.amount() + " €");
      case Notification.Progress _, Notification.Ended _ -> Optional.empty();
    };
  }

  private void write(DeadLetter letter) {
    post(
        Level.WARNING,
        "dead letter: "
            + letter.topic()
            + " partition "
            + letter.partition()
            + " offset "
            + letter.offset()
            + ": "
            + letter.reason());
  }

  private static String fault(Health.Ko ko) {
    return " faulted" + (ko.reason().isEmpty() ? "" : ": " + ko.reason());
  }

  private void post(Level level, String text) {
    messages.post(new Message(clocks.instant(), level, text));
    if (budget.take()) {
      switch (level) {
        case INFO -> LOG.info("{}", text);
        case WARNING -> LOG.warn("{}", text);
        case ERROR -> LOG.error("{}", text);
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
