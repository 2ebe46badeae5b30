package org.evcharging.monitor.core;

import java.time.Duration;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToEngine;

/** What a Monitor is to do. */
public sealed interface Effect {
  /** Send it on the connection to the Engine that stands. */
  record ToEngine(MonitorToEngine message) implements Effect {}

  /** Send it on the connection to Central that stands. */
  record ToCentral(MonitorToCentral message) implements Effect {}

  /**
   * Close the connection, and make the next one no sooner than after the pause.
   *
   * @param pause replaces an earlier one; zero for the usual back-off
   */
  record HangUp(Peer peer, Duration pause) implements Effect {}

  /** Tell whoever asked for this very fault; there is one for each {@link Happening.Injected}. */
  sealed interface Answer extends Effect {}

  /**
   * It is in.
   *
   * @param words one line: what it does
   */
  record Accept(String words) implements Answer {}

  /**
   * Nothing was done.
   *
   * @param reason one line: why not
   */
  record Refuse(String reason) implements Answer {}

  /**
   * Tell whoever watches.
   *
   * @param line one line, without a time
   */
  record Say(String line) implements Effect {}
}
