package org.evcharging.central.monitors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.Receipt;
import org.evcharging.model.ChargePointId;

/**
 * Stands for network and journal: admits every Monitor but those it is told to refuse, remembers
 * what it was given, and commits at once, listeners first, as the journal does.
 */
final class ScriptedNetwork implements NetworkInputs {
  static final String WRONG_SECRET = "wrong";

  final List<Input> inputs = new CopyOnWriteArrayList<>();
  final MonitorConnections connections = new MonitorConnections();

  /** Which link speaks for a charge point. */
  private final Map<ChargePointId, Long> live = new ConcurrentHashMap<>();

  private volatile CompletableFuture<Void> committed = CompletableFuture.completedFuture(null);

  /** Entries decided from now on are handed on, but wait for the future before they are told. */
  void commitsWith(CompletableFuture<Void> disk) {
    committed = disk;
  }

  <T extends Input> List<T> inputs(Class<T> type) {
    return inputs.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public synchronized Receipt submit(Input input) {
    inputs.add(input);
    List<Event> events = new ArrayList<>();
    List<Outbound> outbound = new ArrayList<>();
    Reply reply = decide(input, events, outbound);
    Entry entry = new Entry(events, outbound, List.of(), Optional.empty());
    connections.committed(new Committed(List.of(entry), List.of()));
    return new Receipt(reply, committed);
  }

  private Reply decide(Input input, List<Event> events, List<Outbound> outbound) {
    return switch (input) {
      case Input.MonitorRegisters registers -> register(registers, events, outbound);
      case Input.LifeSign sign ->
          live.getOrDefault(sign.chargePoint(), sign.link()) == sign.link()
              ? new Reply.None()
              : new Reply.Superseded();
      case Input.LinkClosed closed -> {
        live.remove(closed.chargePoint(), closed.link());
        yield new Reply.None();
      }
      case Input.OperatorOrders orders -> order(orders, outbound);
      default -> throw new AssertionError("no business of Monitors: " + input);
    };
  }

  private Reply register(
      Input.MonitorRegisters registers, List<Event> events, List<Outbound> outbound) {
    if (registers.secret().equals(WRONG_SECRET)) {
      return new Reply.Refused("another secret than at the first registration");
    }
    Long before = live.put(registers.chargePoint(), registers.link());
    if (before != null) {
      outbound.add(new Outbound.CloseLink(before));
    }
    events.add(new Event.MonitorConnected(registers.chargePoint(), registers.link()));
    outbound.add(
        new Outbound.ToMonitor(registers.chargePoint(), false, registers.freshCommandId()));
    return before == null ? new Reply.RegisteredFirst() : new Reply.RegisteredAgain();
  }

  private Reply order(Input.OperatorOrders orders, List<Outbound> outbound) {
    if (orders.chargePoint().value().startsWith("UNKNOWN")) {
      return new Reply.UnknownChargePoint();
    }
    outbound.add(
        new Outbound.ToMonitor(orders.chargePoint(), orders.stop(), orders.freshCommandId()));
    return new Reply.OrderTaken(live.containsKey(orders.chargePoint()));
  }

  @Override
  public void submit(Input input, InputRecord from) {
    throw new AssertionError("Monitors do not speak Kafka");
  }

  @Override
  public void putAside(InputRecord unreadable, String reason) {
    throw new AssertionError("Monitors do not speak Kafka");
  }

  @Override
  public void inputsCaughtUp(boolean caughtUp) {
    throw new AssertionError("Monitors do not read inputs");
  }
}
