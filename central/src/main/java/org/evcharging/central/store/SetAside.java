package org.evcharging.central.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records on which an earlier run of Central broke, in a file beside the database, {@code
 * ev.db.poison}: they are to become dead letters instead of breaking it again. One record a line:
 * topic, partition, topic id, offset. Used by one thread at a time.
 */
public final class SetAside {
  private final Path file;

  private SetAside(Path file) {
    this.file = file;
  }

  /** The file of a database. */
  public static SetAside beside(Path database) {
    return new SetAside(database.resolveSibling(database.getFileName() + ".poison"));
  }

  /**
   * A record of Kafka.
   *
   * @param topicId the broker's id of the topic, which a topic made anew does not share
   */
  public record Culprit(String topic, int partition, String topicId, long offset) {
    /** The record before a position. */
    public static Culprit before(InputPosition position) {
      return new Culprit(
          position.topic(), position.partition(), position.topicId(), position.nextOffset() - 1);
    }

    private String line() {
      return topic + " " + partition + " " + topicId + " " + offset + "\n";
    }

    private static Culprit parse(String line) {
      String[] fields = line.split(" ", -1);
      return new Culprit(
          fields[0], Integer.parseInt(fields[1]), fields[2], Long.parseLong(fields[3]));
    }
  }

  /** Adds a record to the file, and returns when it is on the disk. */
  public void add(Culprit culprit) throws StoreFailure {
    try {
      Files.writeString(
          file,
          culprit.line(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
    } catch (IOException e) {
      throw new StoreFailure(
          file + " cannot be written (" + e.getMessage() + "): " + culprit + " will fail again", e);
    }
  }

  /** The records in the file; none if there is no file. */
  public Set<Culprit> read() throws StoreFailure {
    try {
      return Files.exists(file) ? parse(Files.readString(file)) : Set.of();
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new StoreFailure(
          file + " cannot be read (" + e + "); look at it, then move it away to go on", e);
    }
  }

  /** Forgets all of them: they are dead letters by now. */
  public void clear() throws StoreFailure {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StoreFailure(file + " cannot be deleted (" + e.getMessage() + ")", e);
    }
  }

  private static Set<Culprit> parse(String text) {
    // A power cut may have cut the last line short: without its end it is no line.
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .map(Culprit::parse)
        .collect(Collectors.toSet());
  }
}
