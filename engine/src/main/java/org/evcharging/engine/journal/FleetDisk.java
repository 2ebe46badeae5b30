package org.evcharging.engine.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.evcharging.engine.core.Remembered;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder that many Engines of one process have together: one count of starts, and one journal, in
 * which one {@code force} puts on the disk what thousands of them wrote meanwhile. Which charge
 * point each is and how far it has read its commands is not kept: the first is said at its start,
 * and commands that were sent while the process was away are not for anything that it still has.
 * Thread-safe.
 */
public final class FleetDisk implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FleetDisk.class);

  private final EngineFolder folder;
  private final SupplyJournal journal;
  private final Queue<Consumer<Health>> watchers = new ConcurrentLinkedQueue<>();

  private FleetDisk(EngineFolder folder, SupplyJournal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /**
   * Opens the folder, makes it if need be, counts the start, and begins to write.
   *
   * @param engines how many there will be, about; room in memory is measured by it
   * @param firstBoot the number of the first start in a new folder. A fleet whose folder is removed
   *     at its end comes back to the same network: one that is above all numbers it had there, such
   *     as the time in seconds, keeps its (boot, sequence) from standing for two events
   * @throws IOException with a line for the user, if the folder or its journal cannot be used
   */
  public static FleetDisk open(Path path, int engines, long firstBoot) throws IOException {
    EngineFolder folder = EngineFolder.open(path, firstBoot);
    try {
      FleetDisk disk = new FleetDisk(folder, folder.openJournal(engines));
      disk.journal.start(disk::tellAll);
      return disk;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** A line for people, if entries were lost by other damage than a crash does. */
  public Optional<String> damage() {
    return journal.damage();
  }

  /** The share of one Engine; closing it closes nothing of the others. */
  public EngineDisk shareOf(ChargePointId engine) {
    return new Share(engine);
  }

  /** Writes what waits, for a second at most. To be called when all Engines are closed. */
  @Override
  public void close() {
    journal.close();
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("folder not closed reason=\"{}\"", e.getMessage());
    }
  }

  private void tellAll(Health health) {
    watchers.forEach(watcher -> watcher.accept(health));
  }

  private final class Share implements EngineDisk {
    private final ChargePointId engine;

    Share(ChargePointId engine) {
      this.engine = engine;
    }

    @Override
    public long boot() {
      return folder.boot();
    }

    @Override
    public Optional<ChargePointId> chargePoint() {
      return Optional.of(engine);
    }

    @Override
    public void adopt(ChargePointId id) {
      if (!id.equals(engine)) {
        throw new IllegalStateException("engine of " + engine + " asked to become " + id);
      }
    }

    @Override
    public Optional<PositionMemory> position() {
      return Optional.empty();
    }

    @Override
    public SupplyJournal journal() {
      return journal;
    }

    @Override
    public Remembered remembered() {
      return journal.remembered(engine);
    }

    /** The fleet says it once. */
    @Override
    public Optional<String> damage() {
      return Optional.empty();
    }

    @Override
    public void watch(Consumer<Health> watcher) {
      watchers.add(watcher);
    }

    @Override
    public void close() {}
  }
}
