package org.evcharging.engine;

import java.util.Optional;
import org.evcharging.engine.core.EngineCore;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.core.EngineState;
import org.evcharging.engine.core.Input;
import org.evcharging.engine.core.Remembered;
import org.evcharging.engine.journal.EngineDisk;
import org.evcharging.engine.kafka.EventOutbox;
import org.evcharging.engine.prompt.PromptedEngine;
import org.evcharging.engine.tcp.Conversations;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;

/**
 * A whole Engine with neither sockets nor threads of its own: somebody has its {@link #outbox} and
 * its disk's journal do their steps, opens {@link #conversations} and watches them. {@link Engine}
 * does so with threads. Thread-safe.
 */
public final class BareEngine implements PromptedEngine, AutoCloseable {
  private final EngineDisk disk;
  private final EngineLinks links;
  private final EventOutbox outbox;
  private final EngineStatus status;
  private final MonitoredEngine monitored;
  private final Conversations conversations;

  /**
   * Puts it together; nothing happens before {@link #begin}.
   *
   * @param disk stays the caller's to close
   * @param links its words must not block
   */
  public BareEngine(EngineRules rules, EngineDisk disk, EngineLinks links) {
    long startNanos = links.clocks().nanos();
    this.disk = disk;
    this.links = links;
    this.outbox = new EventOutbox(links.events(), links.clocks());
    this.status =
        new EngineStatus(
            new EngineCore(rules),
            EngineState.atStart(disk.boot(), 0),
            outbox,
            disk.journal(),
            links.words(),
            links.scheduler(),
            () -> links.clocks().nanos() - startNanos);
    this.monitored = new MonitoredEngine(disk, status, outbox, links);
    this.conversations = new Conversations(monitored, links.scheduler(), links.clocks());
  }

  /**
   * Takes up what the last run left, and follows its commands if it knows already who it is. To be
   * called once, before anything else is asked of it.
   */
  public void begin() {
    takeUpThePast();
    monitored.begin();
  }

  /** Before any command or Monitor: what was open in the last run is over by then. */
  private void takeUpThePast() {
    disk.damage().ifPresent(links.words());
    Remembered past = disk.remembered();
    disk.watch(health -> status.apply(new Input.JournalSeen(health)));
    status.apply(new Input.CameBack(past));
  }

  /** What it knows, and the only place that changes it. */
  public EngineStatus status() {
    return status;
  }

  /** What it says to Kafka. */
  public EventOutbox outbox() {
    return outbox;
  }

  /** What it says to its Monitor. */
  public Conversations conversations() {
    return conversations;
  }

  @Override
  public String describe() {
    String id = disk.chargePoint().map(Object::toString).orElse("No charge point yet");
    String unsent = outbox.size() > 0 ? "; " + outbox.size() + " events wait for Kafka" : "";
    return id + ": " + status.state().describe() + unsent;
  }

  @Override
  public Optional<String> plug() {
    return status.apply(new Input.Plug());
  }

  @Override
  public Optional<String> unplug() {
    return status.apply(new Input.Unplug());
  }

  @Override
  public void fault(String reason) {
    status.apply(new Input.Fault(reason));
  }

  @Override
  public void recover() {
    status.apply(new Input.Recover());
  }

  @Override
  public Optional<String> request(DriverId driver) {
    Optional<ChargePointId> id = disk.chargePoint();
    if (id.isEmpty()) {
      String why = "No new supply: no Monitor has said yet which charge point this is";
      links.words().accept(why);
      return Optional.of(why);
    }
    return status.apply(
        new Input.Request(
            new StartCharging(links.requestIds().get(), driver.value(), id.get().value())));
  }

  /** Ends a supply with its final reading; there will be no other. */
  public void shutDown() {
    status.apply(new Input.Shutdown());
  }

  /** Takes no more commands. What waits in its outbox and journal is left to others. */
  @Override
  public void close() {
    monitored.close();
  }
}
