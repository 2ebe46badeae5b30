package org.evcharging.simulation.cast;

import org.evcharging.simulation.world.Life;

/** One life of a program, as whoever starts and kills it sees it. */
interface Program {
  Life life();

  /** SIGTERM: it does what it does before it ends; the end itself is its starter's matter. */
  void stop();

  /** {@code kill -9} comes: what is half done stays so. */
  default void dying() {}
}
