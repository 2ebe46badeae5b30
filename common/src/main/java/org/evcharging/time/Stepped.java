package org.evcharging.time;

import java.time.Duration;

/**
 * Work that is done in steps: by a {@link Worker}, a thread of its own, or by somebody who has many
 * such works, a simulation say. One thread at a time calls it.
 */
@FunctionalInterface
public interface Stepped {

  /**
   * Does what is to be done now.
   *
   * @param patience how long it may wait for more to do, if there is nothing; zero: not at all
   * @return how long it wants to be left alone; zero: the next step may follow at once
   * @throws InterruptedException if it was interrupted while it waited
   */
  Duration step(Duration patience) throws InterruptedException;
}
