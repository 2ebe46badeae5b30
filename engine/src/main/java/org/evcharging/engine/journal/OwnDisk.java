package org.evcharging.engine.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.engine.core.Remembered;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder, and the journal in it, that one Engine has for itself. */
public final class OwnDisk implements EngineDisk {
  private static final Logger log = LoggerFactory.getLogger(OwnDisk.class);

  private final EngineFolder folder;
  private final SupplyJournal journal;

  private OwnDisk(EngineFolder folder, SupplyJournal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /**
   * Opens the folder, makes it if need be, and counts the start.
   *
   * @throws IOException with a line for the user, if the folder or its journal cannot be used
   */
  public static OwnDisk open(Path path) throws IOException {
    EngineFolder folder = EngineFolder.open(path);
    try {
      return new OwnDisk(folder, folder.openJournal(1));
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public long boot() {
    return folder.boot();
  }

  @Override
  public Optional<ChargePointId> chargePoint() {
    return folder.chargePoint();
  }

  @Override
  public void adopt(ChargePointId id) throws IOException {
    folder.adopt(id);
  }

  @Override
  public Optional<PositionMemory> position() {
    return Optional.of(new PositionFile(folder.positionFile()));
  }

  @Override
  public SupplyJournal journal() {
    return journal;
  }

  @Override
  public Remembered remembered() {
    return journal.remembered();
  }

  @Override
  public Optional<String> damage() {
    return journal.damage();
  }

  @Override
  public void watch(Consumer<Health> watcher) {
    journal.start(watcher);
  }

  @Override
  public void close() {
    journal.close();
    try {
      folder.close();
    } catch (IOException e) {
      log.warn("folder not closed reason=\"{}\"", e.getMessage());
    }
  }
}
