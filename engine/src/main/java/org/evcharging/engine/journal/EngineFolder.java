package org.evcharging.engine.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.console.FileTrouble;
import org.evcharging.model.ChargePointId;

/**
 * The folder of one Engine: which charge point it is, how many times it has started, how far it has
 * read its commands, and its journal. Locked by the operating system while it is open, for two
 * Engines that count the same starts would send the same (boot, sequence). Not thread-safe: only
 * {@link #adopt} is called after the start, by one thread at a time.
 */
public final class EngineFolder implements AutoCloseable {
  private static final String LOCK = "lock";
  private static final String BOOT = "boot";
  private static final String CHARGE_POINT = "charge-point";
  private static final String POSITION = "commands.position";
  private static final String JOURNAL = "supply.journal";

  private final Path folder;
  private final FileChannel lock;
  private final long boot;
  private volatile Optional<ChargePointId> chargePoint;

  private EngineFolder(Path folder, FileChannel lock, long firstBoot) throws IOException {
    this.folder = folder;
    this.lock = lock;
    this.chargePoint = readChargePoint();
    // Read later, by the thread that follows the commands; what is wrong with it is said now.
    requireReadable(POSITION);
    OptionalLong last = readBoot();
    this.boot = last.isPresent() ? last.getAsLong() + 1 : firstBoot;
    write(BOOT, Long.toString(boot));
  }

  /**
   * Opens the folder, makes it if need be, and counts the start: the count is on disk on return.
   *
   * @throws IOException with a line for the user, if the folder cannot be used
   */
  public static EngineFolder open(Path folder) throws IOException {
    return open(folder, 1);
  }

  /**
   * As {@link #open(Path)}, for folders that come and go.
   *
   * @param firstBoot the number of the first start in a new folder
   * @throws IOException with a line for the user, if the folder cannot be used
   */
  static EngineFolder open(Path folder, long firstBoot) throws IOException {
    try {
      return openExplained(folder, firstBoot);
    } catch (FileSystemException e) {
      throw new IOException(
          "the folder "
              + folder
              + " cannot be used ("
              + FileTrouble.words(e)
              + "); choose another with --data",
          e);
    }
  }

  private static EngineFolder openExplained(Path folder, long firstBoot) throws IOException {
    Files.createDirectories(folder);
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (!isTaken(lock)) {
        throw new IOException(
            "another engine uses the folder " + folder + "; give this one its own with --data");
      }
      return new EngineFolder(folder, lock, firstBoot);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** How many times an Engine has started here, this time included. */
  public long boot() {
    return boot;
  }

  /** Which charge point this is, once a Monitor has said it. */
  public Optional<ChargePointId> chargePoint() {
    return chargePoint;
  }

  /**
   * Becomes that charge point for good.
   *
   * @throws IllegalStateException if it is another one
   * @throws IOException if it cannot be written; then nothing has changed
   */
  public void adopt(ChargePointId id) throws IOException {
    Optional<ChargePointId> mine = chargePoint;
    if (mine.isEmpty()) {
      write(CHARGE_POINT, id.value());
      chargePoint = Optional.of(id);
    } else if (!mine.get().equals(id)) {
      throw new IllegalStateException("engine of " + mine.get() + " asked to become " + id);
    }
  }

  /** The file that keeps how far the commands were handled. */
  public Path positionFile() {
    return folder.resolve(POSITION);
  }

  /**
   * Opens the journal of this folder; close it before the folder.
   *
   * @param engines how many write into it, about
   * @throws IOException with a line for the user, if it cannot be used
   */
  public SupplyJournal openJournal(int engines) throws IOException {
    return SupplyJournal.open(folder.resolve(JOURNAL), engines);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static boolean isTaken(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // by another Engine in this process
    }
  }

  private Optional<ChargePointId> readChargePoint() throws IOException {
    Optional<String> text = read(CHARGE_POINT);
    try {
      return text.map(ChargePointId::new);
    } catch (IllegalArgumentException e) {
      throw damaged(CHARGE_POINT, e);
    }
  }

  private OptionalLong readBoot() throws IOException {
    try {
      Optional<String> text = read(BOOT);
      return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      throw damaged(BOOT, e);
    }
  }

  private IOException damaged(String name, Exception cause) {
    return new IOException(
        folder.resolve(name)
            + " is damaged ("
            + cause.getMessage()
            + "); restore it, or use a new"
            + " folder with --data",
        cause);
  }

  private Optional<String> read(String name) throws IOException {
    return bytes(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  private void requireReadable(String name) throws IOException {
    bytes(name);
  }

  private Optional<byte[]> bytes(String name) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IOException(
          folder.resolve(name)
              + " cannot be read ("
              + FileTrouble.words(e)
              + "); choose another folder with --data",
          e);
    }
  }

  private void write(String name, String text) throws IOException {
    WholeFile.write(folder.resolve(name), (text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
