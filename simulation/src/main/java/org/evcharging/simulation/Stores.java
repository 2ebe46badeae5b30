package org.evcharging.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.evcharging.central.store.Store;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.ModelStore;
import org.evcharging.simulation.disk.TwinStore;

/** Opens Central's store over the simulated disk, for each of its lives. Closed after the run. */
public interface Stores extends AutoCloseable {
  /**
   * Opens it once more.
   *
   * @param isFull whether the disk takes nothing now
   */
  Store open(Database disk, BooleanSupplier isFull);

  @Override
  void close();

  /** In memory, as fast as can be. */
  static Stores inMemory() {
    return new Stores() {
      @Override
      public Store open(Database disk, BooleanSupplier isFull) {
        return new ModelStore(disk, isFull);
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  /** With SQLite beside, which must answer as the one in memory: slower by far. */
  static Stores besideSqlite() {
    return new BesideSqlite();
  }

  /** Keeps SQLite's files in a folder of their own, which goes when it is closed. */
  final class BesideSqlite implements Stores {
    private final Path folder;
    private Optional<TwinStore> open = Optional.empty();

    private BesideSqlite() {
      try {
        folder = Files.createTempDirectory("ev-simulate");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Store open(Database disk, BooleanSupplier isFull) {
      // A killed Central leaves its file behind as it is; here one process plays all its lives.
      open.ifPresent(TwinStore::close);
      TwinStore twin = TwinStore.open(new ModelStore(disk, isFull), folder.resolve("central.db"));
      open = Optional.of(twin);
      return twin;
    }

    @Override
    public void close() {
      open.ifPresent(TwinStore::close);
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
