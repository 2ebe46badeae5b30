package org.evcharging.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A position on disk: one line of text, {@code topicId partition nextOffset epoch row leaderEpoch},
 * with {@code -} for what is not known; earlier ones end at the row. Written wholly or not at all,
 * whatever is killed. Not thread-safe.
 */
public final class PositionFile implements PositionMemory {
  private static final Logger LOG = LoggerFactory.getLogger(PositionFile.class);
  private static final String NONE = "-";

  private final Path file;
  private final Path written;

  public PositionFile(Path file) {
    this.file = file.toAbsolutePath();
    // Two processes of one driver may write at once; each keeps to its own draft.
    String draft = this.file.getFileName() + "." + ProcessHandle.current().pid() + ".new";
    this.written = this.file.resolveSibling(draft);
  }

  /**
   * The last position written; empty if there is none, or if the file is not one, which is logged.
   *
   * @throws UncheckedIOException if the file is there and cannot be read
   */
  @Override
  public Optional<Position> read() {
    try {
      return Optional.of(parse(Files.readString(file).strip().split(" ", -1)));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IllegalArgumentException | IOException e) {
      if (e instanceof IOException io && !(e instanceof java.nio.charset.MalformedInputException)) {
        throw new UncheckedIOException(file + " cannot be read: " + io.getMessage(), io);
      }
      LOG.warn("file={} is not a position, going on without it: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Replaces the position; it is on disk when this returns. The folder is not synced: after a power
   * cut the old position may stand there whole, and its records are read again.
   *
   * @throws UncheckedIOException if it cannot be written; the old one is still there then
   */
  @Override
  public void write(Position position) {
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
          FileChannel.open(
              written,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap((format(position) + "\n").getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static String format(Position position) {
    String row = position.newest().map(r -> r.epoch() + " " + r.row()).orElse(NONE + " " + NONE);
    OptionalInt leaderEpoch = position.leaderEpoch();
    return String.join(
        " ",
        position.topicId(),
        Integer.toString(position.partition()),
        Long.toString(position.nextOffset()),
        row,
        leaderEpoch.isPresent() ? Integer.toString(leaderEpoch.getAsInt()) : NONE);
  }

  private static Position parse(String[] fields) {
    if (fields.length != 5 && fields.length != 6) {
      throw new IllegalArgumentException(fields.length + " fields instead of 6");
    }
    Optional<OutboxRow> newest =
        fields[3].equals(NONE)
            ? Optional.empty()
            : Optional.of(new OutboxRow(Long.parseLong(fields[3]), Long.parseLong(fields[4])));
    OptionalInt leaderEpoch =
        fields.length < 6 || fields[5].equals(NONE)
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(fields[5]));
    return new Position(
        fields[0], Integer.parseInt(fields[1]), Long.parseLong(fields[2]), leaderEpoch, newest);
  }
}
