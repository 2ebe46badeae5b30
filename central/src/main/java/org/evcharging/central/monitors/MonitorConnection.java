package org.evcharging.central.monitors;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.JournalStopped;
import org.evcharging.central.state.Receipt;
import org.evcharging.lock.Locks;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.time.Clocks;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.Connection;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Monitor's connection, from its greeting to its end. {@link #converse} runs on a thread of its
 * own, or whoever brings the payloads calls {@link #hear} and {@link #ended}, one at a time;
 * everything else may be called by any thread and never waits, unless it says so.
 */
public final class MonitorConnection {
  /** Who is refused or superseded may still read why; closing at once could cut that off. */
  private static final Duration FAREWELL = Duration.ofMillis(500);

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final Logger LOG = LoggerFactory.getLogger(MonitorConnection.class);

  private final long number;
  private final Connection connection;
  private final MonitorAdmission admission;
  private final Clocks clocks;
  private final OrderGate gate;

  /** When the connection is to be closed unless something is heard. */
  private volatile long deadlineNanos;

  /** While Central itself takes its time, the peer is not to blame. */
  private volatile boolean deciding;

  /** Nothing more is taken from it. */
  private volatile boolean leaving;

  /** Central is stopping, so nobody is to be told of the end of this connection. */
  private volatile boolean abandoned;

  // Of whoever hears only, one payload after the other.
  private Optional<ChargePointId> registered = Optional.empty();

  MonitorConnection(long number, Connection connection, MonitorAdmission admission) {
    this.number = number;
    this.connection = connection;
    this.admission = admission;
    this.clocks = admission.clocks();
    this.gate = new OrderGate(connection, Locks.REAL);
    this.deadlineNanos = clocks.nanos() + admission.patience().registration().toNanos();
  }

  /** Unique in a run of Central; a later connection has a higher one. */
  long number() {
    return number;
  }

  /**
   * Talks with the Monitor until one of both leaves.
   *
   * @param from where its payloads come from
   */
  void converse(FramedConnection from) throws InterruptedException {
    try {
      Optional<String> payload = from.receive();
      while (payload.isPresent()) {
        hear(payload.get()).get();
        payload = from.receive();
      }
      LOG.debug("monitor left link={} peer={}", number, connection.peer());
    } catch (IOException e) {
      admission.badPeers().report("monitor connection lost: " + e.getMessage());
    } catch (ExecutionException | JournalStopped e) {
      LOG.debug("monitor dropped link={} reason={}", number, e.getMessage());
    } finally {
      ended();
    }
  }

  /** Hands an order to the Monitor. */
  void order(Outbound.ToMonitor order) {
    CentralToMonitor frame =
        order.stop()
            ? new CentralToMonitor.Stop(order.commandId())
            : new CentralToMonitor.Resume(order.commandId());
    gate.order(frame.payload());
  }

  /** Takes nothing more from the Monitor, and lets the connection be closed soon. */
  void retire() {
    leaving = true;
    deadlineNanos = clocks.nanos() + FAREWELL.toNanos();
  }

  /** However it ends, the network is not told, which stops as well. */
  void abandon() {
    abandoned = true;
  }

  /** Closes the connection. Waits for a moment. */
  void close() {
    connection.close();
  }

  /** Tells whether nothing was heard for too long. Says so once in a while, not each time. */
  public boolean overdue(long nowNanos) {
    if (deciding || nowNanos - deadlineNanos <= 0) {
      return false;
    }
    deadlineNanos = nowNanos + admission.patience().silence().toNanos();
    return true;
  }

  /** Closes the connection because it is {@link #overdue}. Waits for a moment. */
  public void expire() {
    if (!leaving) {
      admission
          .badPeers()
          .report(connection.peer() + ": closed, for it has said nothing for too long");
    }
    connection.close();
  }

  /**
   * Takes a payload. Waits only for room in the journal.
   *
   * @return done when the answer is given, and the next may be taken; fails if Central cannot write
   *     to its database: the connection is to be dropped
   * @throws JournalStopped likewise
   */
  public CompletableFuture<Void> hear(String payload) throws InterruptedException {
    if (leaving) {
      return DONE;
    }
    deciding = true;
    CompletableFuture<Void> heard = DONE;
    try {
      heard = obey(MonitorToCentral.parse(payload));
    } catch (MalformedFrame e) {
      refuse(String.valueOf(e.getMessage()));
    }
    return heard.whenComplete((_, _) -> decided());
  }

  private void decided() {
    if (registered.isPresent() && !leaving) {
      deadlineNanos = clocks.nanos() + admission.patience().silence().toNanos();
    }
    deciding = false;
  }

  private CompletableFuture<Void> obey(MonitorToCentral frame) throws InterruptedException {
    switch (frame) {
      case MonitorToCentral.Register register -> {
        return register(register);
      }
      case MonitorToCentral.Status status -> {
        return lifeSign(status);
      }
      case MonitorToCentral.Done(String commandId) ->
          registered.ifPresent(id -> admission.orders().done(id, commandId));
      case MonitorToCentral.Failed(String commandId, String reason) ->
          registered.ifPresent(id -> admission.orders().failed(id, commandId, OneLine.of(reason)));
      case MonitorToCentral.Refused(String reason) ->
          admission.badPeers().report(connection.peer() + ": refused what Central sent: " + reason);
    }
    return DONE;
  }

  private CompletableFuture<Void> register(MonitorToCentral.Register register)
      throws InterruptedException {
    if (registered.isPresent()) {
      refuse("REGISTER: this connection is registered as " + registered.get() + " already");
      return DONE;
    }
    Receipt receipt =
        admission
            .inputs()
            .submit(
                new Input.MonitorRegisters(
                    number,
                    register.id(),
                    register.secret(),
                    register.place(),
                    register.tariff(),
                    register.powerW().orElse(0),
                    admission.freshHex(),
                    admission.freshHex()));
    return answer(register.id(), receipt);
  }

  private CompletableFuture<Void> answer(ChargePointId id, Receipt receipt) {
    return switch (receipt.reply()) {
      case Reply.RegisteredFirst() -> admit(id, Registration.FIRST, receipt);
      case Reply.RegisteredAgain() -> admit(id, Registration.AGAIN, receipt);
      case Reply.Refused(String reason) ->
          receipt
              .committed()
              .thenRun(() -> {
                refuse(reason);
                admission
                    .badPeers()
                    .report(connection.peer() + ": refused as " + id + ": " + reason);
                retire();
              });
      case Reply.Superseded() -> {
        retire();
        yield DONE;
      }
      case Reply.None _,
          Reply.UnknownChargePoint _,
          Reply.OrderTaken _,
          Reply.DriverAdded _,
          Reply.UnknownDriver _,
          Reply.TokenGiven _,
          Reply.SiteAnswered _,
          Reply.MoneyOrdered _,
          Reply.DriverKnown _ ->
          throw new IllegalStateException(
              id + ": " + receipt.reply() + " is no answer to a registration");
    };
  }

  private CompletableFuture<Void> admit(ChargePointId id, Registration which, Receipt receipt) {
    // Before the commit: should that fail, the network has to hear that the connection is closed.
    registered = Optional.of(id);
    return receipt
        .committed()
        .thenRun(() -> {
          gate.open(new CentralToMonitor.Registered(id, which).payload());
          LOG.debug("monitor registered link={} peer={} id={}", number, connection.peer(), id);
        });
  }

  private CompletableFuture<Void> lifeSign(MonitorToCentral.Status status)
      throws InterruptedException {
    if (registered.isEmpty()) {
      refuse("STATUS: register first");
      return DONE;
    }
    Receipt receipt =
        admission
            .inputs()
            .submit(
                new Input.LifeSign(
                    registered.get(), number, shortened(status.health()), status.supply()));
    return receipt.reply() instanceof Reply.Superseded
        ? receipt.committed().thenRun(this::retire)
        : DONE;
  }

  private static Health shortened(Health health) {
    return switch (health) {
      case Health.Ok ok -> ok;
      case Health.Ko(String reason) -> new Health.Ko(OneLine.of(reason));
    };
  }

  private void refuse(String reason) {
    connection.send(new CentralToMonitor.Refused(OneLine.of(reason)).payload());
  }

  /** Nothing more will come. Waits only for room in the journal. */
  public void ended() throws InterruptedException {
    try {
      if (registered.isPresent() && !abandoned) {
        admission.inputs().submit(new Input.LinkClosed(registered.get(), number));
      }
    } catch (JournalStopped e) {
      LOG.debug("nobody to tell of the end link={} reason={}", number, e.getMessage());
    } finally {
      admission.connections().remove(this);
    }
  }
}
