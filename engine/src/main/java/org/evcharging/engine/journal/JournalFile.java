package org.evcharging.engine.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.evcharging.engine.core.JournalEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal on the disk: a file to which lines are appended. Opening it cuts off what a crash
 * left unfinished at its end. Damage before the end is another matter (a disk fault, an editor):
 * what precedes it counts, and the damaged file is kept beside the good one. Not thread-safe.
 */
final class JournalFile implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JournalFile.class);

  /** Far above what it is kept below; of a bigger file only a mistake can be the reason. */
  private static final long SIZE_MAX = 64 * SupplyJournal.SIZE_LIMIT;

  private final JournalMedium medium;
  private final String name;
  private final Memories found = new Memories();
  private final Optional<String> damage;

  private JournalFile(JournalMedium medium, String name) throws IOException {
    this.medium = medium;
    this.name = name;
    String text = read(medium);
    int good = 0;
    Optional<JournalEntry> entry = entryAt(text, good);
    while (entry.isPresent()) {
      found.add(entry.get());
      good = text.indexOf('\n', good) + 1;
      entry = entryAt(text, good);
    }
    this.damage = good < text.length() ? cutOff(text, good) : Optional.empty();
  }

  /**
   * Opens the file, makes it if need be, and repairs it.
   *
   * @throws IOException if it cannot be read or written
   */
  static JournalFile open(Path path) throws IOException {
    return open(JournalOnDisk.open(path), path.toString());
  }

  /**
   * Repairs what is on a medium, and takes that over; if it cannot, the medium is closed.
   *
   * @param name what messages call it
   * @throws IOException if it cannot be read or written
   */
  static JournalFile open(JournalMedium medium, String name) throws IOException {
    try {
      return new JournalFile(medium, name);
    } catch (IOException | RuntimeException e) {
      medium.close();
      throw e;
    }
  }

  String name() {
    return name;
  }

  /** What its entries added up to when it was opened; the caller's from then on. */
  Memories found() {
    return found;
  }

  /** A line for people, if entries were lost by other damage than a crash does. */
  Optional<String> damage() {
    return damage;
  }

  /** How many bytes it has. */
  long size() throws IOException {
    return medium.size();
  }

  /** Appends; a crash of the program alone cannot undo it, a power cut can until {@link #force}. */
  void append(List<JournalEntry> entries) throws IOException {
    medium.append(bytes(entries));
  }

  /** Puts all that was appended on the disk. */
  void force() throws IOException {
    medium.force();
  }

  /**
   * Replaces everything by these entries, which are on the disk on return. Also the way out after a
   * failure, when nobody knows how much of what was appended is really there.
   */
  void startAnew(List<JournalEntry> entries) throws IOException {
    medium.replaceAll(bytes(entries));
  }

  @Override
  public void close() throws IOException {
    medium.close();
  }

  private static byte[] bytes(List<JournalEntry> entries) {
    return entries.stream().map(JournalLine::of).collect(Collectors.joining()).getBytes(US_ASCII);
  }

  /** One character a byte, whatever is in it: positions in the text are those in the file. */
  private static String read(JournalMedium medium) throws IOException {
    if (medium.size() > SIZE_MAX) {
      throw new IOException("a journal never has " + medium.size() + " bytes");
    }
    return new String(medium.read(), ISO_8859_1);
  }

  private static Optional<JournalEntry> entryAt(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? Optional.empty() : JournalLine.parse(text.substring(from, end));
  }

  private Optional<String> cutOff(String text, int good) throws IOException {
    boolean torn =
        text.substring(good).lines().skip(1).allMatch(line -> JournalLine.parse(line).isEmpty());
    int bytes = text.length() - good;
    Optional<String> said = Optional.empty();
    if (torn) {
      log.warn("file={} its last line was not finished, cut off bytes={}", name, bytes);
    } else {
      said =
          Optional.of(
              "The journal "
                  + name
                  + " is damaged from byte "
                  + good
                  + " on; only what precedes it counts, the whole is kept as "
                  + medium.keepCopy());
      log.warn("{}", said.get());
    }
    medium.cut(good);
    return said;
  }
}
