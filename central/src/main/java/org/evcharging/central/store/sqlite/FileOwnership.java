package org.evcharging.central.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.evcharging.central.store.StoreFailure;

/**
 * One Central a database: the operating system's lock on {@code ev.db.lock} beside it, which ends
 * with the process however that ends.
 */
final class FileOwnership implements AutoCloseable {
  /**
   * What this process owns. The system's lock is the process's, and goes as soon as it closes the
   * file anywhere: a second opener in the same process must not even touch it.
   */
  private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

  private final Path lockFile;
  private final FileChannel channel;

  private FileOwnership(Path lockFile, FileChannel channel) {
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * @throws StoreFailure if another Central has it, or the folder cannot be written
   */
  static FileOwnership take(Path database) throws StoreFailure {
    Path folder = requireFolder(database);
    Path lockFile = folder.resolve(database.getFileName() + ".lock");
    if (!OWNED_HERE.add(lockFile)) {
      throw taken(database, "in this process");
    }
    try {
      Optional<FileChannel> channel = lock(lockFile);
      if (channel.isPresent()) {
        return new FileOwnership(lockFile, channel.get());
      }
    } catch (IOException e) {
      OWNED_HERE.remove(lockFile);
      throw new StoreFailure(
          lockFile + " cannot be written (" + e.getMessage() + "); check the folder's owner", e);
    }
    OWNED_HERE.remove(lockFile);
    throw taken(database, "process " + read(lockFile));
  }

  private static Path requireFolder(Path database) throws StoreFailure {
    Path folder = database.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new StoreFailure(
          database + ": there is no folder " + folder + "; make it, or choose another --db");
    }
    if (!Files.isWritable(folder)) {
      throw new StoreFailure(
          database + ": the folder " + folder + " cannot be written; check its permissions");
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new StoreFailure(database + ": the folder cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static StoreFailure taken(Path database, String where) {
    return new StoreFailure(
        database
            + ": another Central runs on this database ("
            + where
            + "); stop that one first, or choose another --db");
  }

  private static Optional<FileChannel> lock(Path lockFile) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      // Who has it, for the message of the one who wants it too.
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return Optional.of(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static String read(Path lockFile) {
    try {
      return Files.readString(lockFile);
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** Lets the next one in. The file stays: deleting it could delete another's lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    } finally {
      OWNED_HERE.remove(lockFile);
    }
  }
}
