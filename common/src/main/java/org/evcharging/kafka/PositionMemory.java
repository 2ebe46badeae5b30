package org.evcharging.kafka;

import java.io.UncheckedIOException;
import java.util.Optional;

/** Where a reader keeps how far it has come, over its restarts. Not thread-safe. */
public interface PositionMemory {

  /**
   * The last position written; empty if there is none, or none that can be understood.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  Optional<Position> read();

  /**
   * Replaces the position, wholly or not at all; it survives a crash of the program from then on.
   *
   * @throws UncheckedIOException if it cannot be written; the old one is still there then
   */
  void write(Position position);
}
