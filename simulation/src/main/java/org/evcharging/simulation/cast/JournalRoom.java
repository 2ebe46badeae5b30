package org.evcharging.simulation.cast;

import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.Lane;
import org.evcharging.simulation.world.Life;

/**
 * Room in Central's journal. Where one of its threads would wait for room, one thread that does
 * everything must look again later.
 */
final class JournalRoom {
  private static final long LOOK_AGAIN_NANOS = 2_000_000;

  private final Journal journal;
  private final Life life;

  JournalRoom(Journal journal, Life life) {
    this.journal = journal;
    this.life = life;
  }

  boolean isThere(Lane lane) {
    return journal.room(lane) > 0;
  }

  /** To be called by Central's life. */
  void whenThere(Lane lane, Runnable decision) {
    if (isThere(lane)) {
      decision.run();
    } else {
      var _ = life.after(LOOK_AGAIN_NANOS, () -> whenThere(lane, decision));
    }
  }
}
