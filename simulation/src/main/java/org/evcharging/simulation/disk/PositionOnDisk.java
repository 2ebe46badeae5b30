package org.evcharging.simulation.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.evcharging.kafka.Position;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.simulation.world.Chance;

/**
 * How far a reader has come, on a simulated disk: after a power cut the position before may stand
 * there again. Survives the program. Not thread-safe.
 */
public final class PositionOnDisk implements PositionMemory {
  private final Chance chance;
  private final BooleanSupplier isFull;
  private Optional<Position> before = Optional.empty();
  private Optional<Position> now = Optional.empty();

  public PositionOnDisk(Chance chance, BooleanSupplier isFull) {
    this.chance = chance;
    this.isFull = isFull;
  }

  @Override
  public Optional<Position> read() {
    return now;
  }

  @Override
  public void write(Position position) {
    if (isFull.getAsBoolean()) {
      throw new UncheckedIOException(new IOException("No space left on device"));
    }
    before = now;
    now = Optional.of(position);
  }

  public void powerCut() {
    if (chance.oneIn(2)) {
      now = before;
    }
  }
}
