package org.evcharging.driver.kafka;

import java.time.Instant;
import org.evcharging.message.Notification;

/** What reaches a driver's program, all in one order. */
public sealed interface Incoming {
  /**
   * Central said something to this driver.
   *
   * @param at when Kafka got it
   * @param live false if it was there before this program
   */
  record Heard(Notification notification, Instant at, boolean live) implements Incoming {}

  /** All that came while the driver was away was handed over. */
  record CaughtUp() implements Incoming {}

  /** How things stand, in a sentence. */
  record Words(String words) implements Incoming {}

  /** The user typed a line. */
  record Typed(String line) implements Incoming {}

  /** The user's input has ended. */
  record InputEnded() implements Incoming {}

  /** Who takes what reaches the program. May be called by any thread. */
  interface Taker {
    /** Takes it, now or later; may wait for room. */
    void put(Incoming incoming);

    /**
     * Takes it, and returns once it is dealt with. Whoever notes down after this that it was handed
     * over cannot be killed in between: what nobody has seen comes again.
     */
    void hand(Incoming incoming);
  }
}
