package org.evcharging.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.model.SessionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that goes on, on disk. Nothing is lost if it cannot be read or written: Kafka has it
 * too. Not thread-safe.
 */
final class SessionFile implements SessionMemory {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFile.class);

  private final Path file;

  /**
   * @param data the driver's folder
   */
  SessionFile(Path data) {
    this.file = data.resolve("session");
  }

  @Override
  public Optional<CurrentSession> read() {
    try {
      String[] fields = Files.readString(file).strip().split(" ", 2);
      return fields.length == 2
          ? Optional.of(new CurrentSession(new SessionId(fields[0]), fields[1]))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("file={} is not a session: {}", file, e.toString());
      return Optional.empty();
    }
  }

  @Override
  public void write(Optional<CurrentSession> session) {
    try {
      if (session.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path written = file.resolveSibling("session." + ProcessHandle.current().pid() + ".new");
      Files.writeString(
          written, session.get().sessionId() + " " + session.get().chargePointId() + "\n");
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("file={} cannot be written, stop will have to read back: {}", file, e.toString());
    }
  }
}
