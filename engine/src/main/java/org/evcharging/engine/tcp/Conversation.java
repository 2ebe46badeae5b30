package org.evcharging.engine.tcp;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.evcharging.engine.core.Input;
import org.evcharging.model.ChargePointId;
import org.evcharging.time.Clocks;
import org.evcharging.wire.Connection;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MonitorToEngine;
import org.evcharging.wire.Reachability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from whoever it is: a Monitor, once it has said HELLO and was accepted. One
 * thread at a time may {@link #hear} and say that it {@link #ended}; any may {@link #leave}.
 */
public final class Conversation {
  /** A Monitor asks for the Engine's health each second; after three it is gone. */
  private static final Duration MONITOR_SILENCE = Duration.ofSeconds(3);

  /** Anybody else. */
  private static final Duration STRANGER_SILENCE = Duration.ofSeconds(10);

  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  private final Connection connection;
  private final Seat seat;
  private final Answers answers;
  private final Clocks clocks;
  private final Consumer<Conversation> whenEnded;
  private volatile long heardNanos;

  Conversation(
      Connection connection,
      Seat seat,
      Answers answers,
      Clocks clocks,
      Consumer<Conversation> whenEnded) {
    this.connection = connection;
    this.clocks = clocks;
    this.heardNanos = clocks.nanos();
    this.seat = seat;
    this.answers = answers;
    this.whenEnded = whenEnded;
  }

  /** {@code host:port} of the other side, for messages. */
  public String peer() {
    return connection.peer();
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  boolean silentTooLong(long nowNanos) {
    Duration limit = seat.isHeldBy(this) ? MONITOR_SILENCE : STRANGER_SILENCE;
    return nowNanos - heardNanos > limit.toNanos();
  }

  /** Takes a payload; what it asks for is in force on return. */
  public void hear(String payload) {
    heard(clocks.nanos());
    take(payload);
  }

  /** Nothing more will come: closes the connection. A Monitor's place is free on return. */
  public void ended() {
    whenEnded.accept(this);
    seat.leave(this, Duration.ofNanos(Math.max(0, silenceNanos())));
    connection.close();
  }

  /** Closes the connection; whoever reads from it finds that it has {@link #ended}. */
  public void leave() {
    connection.close();
  }

  /** Sends; if that is not possible any more, whoever reads is about to find out. */
  void send(EngineToMonitor answer) {
    boolean _ = connection.send(answer.payload());
  }

  /** Zero for a connection that was closed: it was alive until then. */
  private long silenceNanos() {
    long silence = clocks.nanos() - heardNanos;
    return silence > MONITOR_SILENCE.toNanos() ? silence : 0;
  }

  private void take(String payload) {
    try {
      take(MonitorToEngine.parse(payload));
    } catch (MalformedFrame e) {
      log.debug("frame refused peer={} reason=\"{}\"", peer(), e.getMessage());
      answers.give(this, new EngineToMonitor.Refused(String.valueOf(e.getMessage())));
    }
  }

  private void take(MonitorToEngine message) {
    if (message instanceof MonitorToEngine.Hello || seat.isHeldBy(this)) {
      obey(message);
    } else if (!(message instanceof MonitorToEngine.Refused)) {
      answers.give(this, new EngineToMonitor.Refused("say HELLO first"));
    }
  }

  private void obey(MonitorToEngine message) {
    switch (message) {
      case MonitorToEngine.Hello hello -> hello(hello.id());
      case MonitorToEngine.CheckHealth _ -> health();
      case MonitorToEngine.Stop stop -> obey(new Input.OperatorStop(), stop.commandId());
      case MonitorToEngine.Resume resume -> obey(new Input.OperatorResume(), resume.commandId());
      case MonitorToEngine.Central central ->
          seat.engine().take(new Input.CentralSeen(central.which() == Reachability.UP));
      case MonitorToEngine.Fault fault -> seat.engine().take(new Input.Fault(fault.reason()));
      case MonitorToEngine.Recover _ -> seat.engine().take(new Input.Recover());
      case MonitorToEngine.Freeze freeze -> answers.freeze(freeze.seconds());
      case MonitorToEngine.Slow slow -> answers.slow(slow.millis());
      case MonitorToEngine.Refused refused ->
          log.warn("refused by Monitor peer={} reason=\"{}\"", peer(), refused.reason());
    }
  }

  private void hello(ChargePointId id) {
    Optional<String> refusal = seat.take(this, id);
    if (refusal.isPresent()) {
      log.debug("HELLO refused peer={} chargePoint={} reason=\"{}\"", peer(), id, refusal.get());
      answers.give(this, new EngineToMonitor.Refused(refusal.get()));
      return;
    }
    log.debug("Monitor connected peer={} chargePoint={}", peer(), id);
    CompletableFuture<Void> _ =
        seat.engine()
            .ready()
            .thenAccept(ready -> answers.give(this, new EngineToMonitor.Ready(ready)));
  }

  private void health() {
    // A frozen Engine does not make up for it later: the Monitor asks again each second.
    if (!answers.frozen()) {
      answers.give(this, seat.engine().health());
    }
  }

  private void obey(Input input, String commandId) {
    seat.engine().take(input);
    answers.give(this, new EngineToMonitor.Done(commandId));
  }
}
