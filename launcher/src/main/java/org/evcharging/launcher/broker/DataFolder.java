package org.evcharging.launcher.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;

/** A folder made ready for Kafka: there, writable, nobody else's, and formatted once. */
final class DataFolder {
  private DataFolder() {}

  /**
   * Makes the folder ready.
   *
   * @throws UserError if it cannot be used, saying why
   */
  static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unusable(folder, "it cannot be made: " + FileTrouble.words(e), e);
    }
    requireFree(folder);
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(folder);
    }
  }

  static UserError unusable(Path folder, String why, Throwable cause) {
    return new UserError(
        "the data folder %s cannot be used: %s; choose another with --data".formatted(folder, why),
        cause);
  }

  // The file that Kafka itself locks while it runs.
  private static void requireFree(Path folder) {
    Path file = folder.resolve(".lock");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new OverlappingFileLockException();
      }
      lock.release();
    } catch (OverlappingFileLockException e) {
      throw unusable(folder, "another broker is running on it", e);
    } catch (IOException e) {
      throw unusable(folder, "it cannot be written to: " + FileTrouble.words(e), e);
    }
  }

  private static void format(Path folder) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setMetadataLogDirectory(folder.toAbsolutePath().toString())
          .addDirectory(folder.toAbsolutePath().toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .run();
    } catch (Exception e) {
      throw unusable(folder, "Kafka cannot format it: " + e, e);
    }
  }
}
