package org.evcharging.engine.core;

import java.util.Optional;
import org.evcharging.model.Health;

/**
 * The facts around the outlet. They are independent of each other: a fault that comes and goes
 * leaves an operator's stop in force.
 *
 * @param fault OK but from a fault to its recovery
 * @param journal whether the journal can be written
 * @param stoppedByOperator from STOP to RESUME
 * @param centralReachable what the Monitor says; believed until it says otherwise
 * @param shuttingDown the program was told to stop
 */
public record Conditions(
    Health fault,
    Health journal,
    MonitorLink monitor,
    boolean stoppedByOperator,
    boolean centralReachable,
    boolean shuttingDown) {

  /** Whether a Monitor watches. */
  public sealed interface MonitorLink {
    /** A live one is connected. */
    record Connected() implements MonitorLink {}

    /** None is, since then. */
    record Missing(long sinceNanos) implements MonitorLink {}
  }

  static Conditions atStart(long nowNanos) {
    return new Conditions(
        new Health.Ok(), new Health.Ok(), new MonitorLink.Missing(nowNanos), false, true, false);
  }

  Conditions withFault(Health newFault) {
    return new Conditions(
        newFault, journal, monitor, stoppedByOperator, centralReachable, shuttingDown);
  }

  Conditions withJournal(Health newJournal) {
    return new Conditions(
        fault, newJournal, monitor, stoppedByOperator, centralReachable, shuttingDown);
  }

  Conditions with(MonitorLink link) {
    return new Conditions(fault, journal, link, stoppedByOperator, centralReachable, shuttingDown);
  }

  Conditions withStoppedByOperator(boolean stopped) {
    return new Conditions(fault, journal, monitor, stopped, centralReachable, shuttingDown);
  }

  Conditions withCentralReachable(boolean reachable) {
    return new Conditions(fault, journal, monitor, stoppedByOperator, reachable, shuttingDown);
  }

  Conditions withShuttingDown() {
    return new Conditions(fault, journal, monitor, stoppedByOperator, centralReachable, true);
  }

  /** What the Monitor is told: well only if nothing is wrong. */
  public Health health() {
    return fault.isOk() ? journal : fault;
  }

  /** Why no session may begin here, if so. */
  Optional<String> obstacle() {
    if (shuttingDown) {
      return Optional.of("the engine is shutting down");
    }
    if (monitor instanceof MonitorLink.Missing) {
      return Optional.of("no Monitor is connected");
    }
    if (health() instanceof Health.Ko ko) {
      return Optional.of(ko.reason().isEmpty() ? "faulted" : "faulted: " + ko.reason());
    }
    return stoppedByOperator
        ? Optional.of("out of order: stopped by the operator")
        : Optional.empty();
  }

  /** Why no energy may begin to flow, if so: also when Central could not be told of it. */
  Optional<String> obstacleToSupply() {
    Optional<String> obstacle = obstacle();
    return obstacle.isEmpty() && !centralReachable
        ? Optional.of("Central cannot be reached")
        : obstacle;
  }
}
