package org.evcharging.driver.core;

import java.time.Instant;
import org.evcharging.message.Notification;

/** Where what a driver hears is shown. Called by one thread at a time. */
@FunctionalInterface
public interface DriverView {
  /**
   * A notification, once, in order.
   *
   * @param at when Kafka got it
   * @param live false if it came while the driver was away
   */
  void show(Notification notification, Instant at, boolean live);

  /** A sentence about how things stand. */
  default void say(String words) {}
}
