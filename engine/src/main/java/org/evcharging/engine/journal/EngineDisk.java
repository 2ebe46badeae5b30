package org.evcharging.engine.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.engine.core.Remembered;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;

/**
 * What outlives one Engine's process: a folder of its own ({@link OwnDisk}), or its share of one
 * that it has together with others ({@link FleetDisk}).
 */
public interface EngineDisk extends AutoCloseable {
  /** How many times an Engine has started here, this time included. */
  long boot();

  /** Which charge point this is, once a Monitor has said it. */
  Optional<ChargePointId> chargePoint();

  /**
   * Becomes that charge point for good.
   *
   * @throws IllegalStateException if it is another one
   * @throws IOException if it cannot be written; then nothing has changed
   */
  void adopt(ChargePointId id) throws IOException;

  /** What keeps how far the commands were handled; empty: nothing does. */
  Optional<PositionMemory> position();

  /** Where this Engine's entries go, perhaps among those of others. */
  SupplyJournal journal();

  /** What the last run left; to be asked before anything is appended. */
  Remembered remembered();

  /** A line for people, if entries were lost by other damage than a crash does. */
  Optional<String> damage();

  /**
   * Begins to watch the journal. To be called once, before anything is appended.
   *
   * @param watcher is told, by a step of the journal, when writing begins to fail and when it works
   *     again; must not block
   */
  void watch(Consumer<Health> watcher);

  /** Writes what waits, for a second at most, and lets go of what is this Engine's alone. */
  @Override
  void close();
}
