package org.evcharging.central.core;

import org.evcharging.message.DeadLetter;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;

/** What leaves Central because of a decision, once that is on disk. */
public sealed interface Outbound {

  /** Must arrive: written with the decision, and sent until the broker has it. */
  sealed interface Durable extends Outbound {}

  /** Replaced by its next: sent if it can be. */
  sealed interface Fleeting extends Outbound {}

  record ToEngine(EngineCommand command) implements Durable {}

  record ToDriver(Notification notification) implements Durable {}

  // Nobody compares dead letters; copying the key would only cost.
  @SuppressWarnings("ArrayRecordComponent")
  record ToOperator(DeadLetter deadLetter, byte[] key) implements Durable {}

  /** A {@link Notification.Progress}. */
  record ProgressToDriver(Notification.Progress progress) implements Fleeting {}

  /**
   * An operator's order, for the charge point's Monitor.
   *
   * @param stop whether to stop or to resume
   * @param commandId comes back with the acknowledgement
   */
  record ToMonitor(ChargePointId chargePoint, boolean stop, String commandId) implements Fleeting {}

  /** The connection no longer speaks for its charge point, and is closed. */
  record CloseLink(long link) implements Fleeting {}
}
