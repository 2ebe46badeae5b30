package org.evcharging.simulation.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.engine.core.Remembered;
import org.evcharging.engine.journal.EngineDisk;
import org.evcharging.engine.journal.SupplyJournal;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.simulation.world.Chance;

/** What one Engine keeps on its simulated disk. Survives the Engine. Not thread-safe. */
public final class EngineStorage {
  private final BooleanSupplier isFull;
  private final JournalBytes journal;
  private final PositionOnDisk position;
  private Optional<ChargePointId> chargePoint = Optional.empty();
  private long boot;

  public EngineStorage(Chance chance, BooleanSupplier isFull, Consumer<String> forcedLine) {
    this.isFull = isFull;
    this.journal = new JournalBytes(chance, isFull, forcedLine);
    this.position = new PositionOnDisk(chance, isFull);
  }

  public JournalBytes journal() {
    return journal;
  }

  /**
   * The power goes.
   *
   * @return how many bytes of the journal are lost
   */
  public int powerCut() {
    position.powerCut();
    return journal.powerCut();
  }

  /** Tells whether an Engine could start here now: it counts its starts first. */
  public boolean isUsable() {
    return !isFull.getAsBoolean();
  }

  /** Another Engine starts on it. */
  public EngineDisk open() {
    boot++;
    try {
      return new Opened(SupplyJournal.open(journal, "supply.journal", 1), boot);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Opened implements EngineDisk {
    private final SupplyJournal supplies;
    private final long thisBoot;

    Opened(SupplyJournal supplies, long thisBoot) {
      this.supplies = supplies;
      this.thisBoot = thisBoot;
    }

    @Override
    public long boot() {
      return thisBoot;
    }

    @Override
    public Optional<ChargePointId> chargePoint() {
      return chargePoint;
    }

    @Override
    public void adopt(ChargePointId id) throws IOException {
      if (isFull.getAsBoolean()) {
        throw new IOException("No space left on device");
      }
      chargePoint = Optional.of(id);
    }

    @Override
    public Optional<PositionMemory> position() {
      return Optional.of(position);
    }

    @Override
    public SupplyJournal journal() {
      return supplies;
    }

    @Override
    public Remembered remembered() {
      return supplies.remembered();
    }

    @Override
    public Optional<String> damage() {
      return supplies.damage();
    }

    @Override
    public void watch(Consumer<Health> watcher) {
      supplies.watch(watcher);
    }

    @Override
    public void close() {}
  }
}
