package org.evcharging.central.state;

import org.evcharging.central.core.Input;

/** Where inputs go to be decided. Thread-safe; blocks while too much waits for the disk. */
public interface NetworkInputs {

  /** Decides an input that did not come from Kafka. */
  Receipt submit(Input input) throws InterruptedException;

  /**
   * Decides a record, and remembers its position with the decision. Records of a partition must
   * come in order. A record on which the rules fail becomes a dead letter.
   */
  void submit(Input input, InputRecord from) throws InterruptedException;

  /** Makes a record that cannot be read a dead letter, and remembers its position. */
  void putAside(InputRecord unreadable, String reason) throws InterruptedException;

  /**
   * Says how far the inputs are read: deadlines fire only while both topics were read to the ends
   * then seen.
   */
  void inputsCaughtUp(boolean caughtUp);
}
