package org.evcharging.simulation.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.engine.journal.JournalMedium;
import org.evcharging.simulation.world.Chance;

/**
 * An Engine's journal as bytes on a simulated disk: what was forced is there for good, what was
 * only appended survives the program but not a power cut, and may be torn at any byte. Survives the
 * Engine. Not thread-safe.
 */
public final class JournalBytes implements JournalMedium {
  private static final int FIRST_ROOM = 4_096;

  private final Chance chance;
  private final BooleanSupplier isFull;
  private final Consumer<String> forcedLine;
  private byte[] bytes = new byte[FIRST_ROOM];
  private int size;
  private int forced;
  private boolean tearing;

  /**
   * @param isFull whether the disk takes nothing now
   * @param forcedLine told of each line that is on the disk for good
   */
  public JournalBytes(Chance chance, BooleanSupplier isFull, Consumer<String> forcedLine) {
    this.chance = chance;
    this.isFull = isFull;
    this.forcedLine = forcedLine;
  }

  /** The program is being killed: the next write is its last, and does not get to its end. */
  public void tearNextWrite(boolean tear) {
    tearing = tear;
  }

  /**
   * The power goes: of what was not forced, any beginning may be there.
   *
   * @return how many bytes are lost
   */
  public int powerCut() {
    int kept = forced + chance.between(0, size - forced);
    int lost = size - kept;
    size = kept;
    forced = kept;
    return lost;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public byte[] read() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void append(byte[] more) throws IOException {
    boolean whole = !tearing && !isFull.getAsBoolean();
    int count = whole ? more.length : chance.between(0, more.length - 1);
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (size + count));
    }
    System.arraycopy(more, 0, bytes, size, count);
    size += count;
    if (!whole) {
      throw noRoom();
    }
  }

  private static IOException noRoom() {
    return new IOException("No space left on device");
  }

  @Override
  public void force() throws IOException {
    if (tearing) {
      throw noRoom();
    }
    if (forced < size) {
      tellLines(forced, size);
      forced = size;
    }
  }

  private void tellLines(int from, int to) {
    int begin = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        forcedLine.accept(new String(bytes, begin, i - begin, ISO_8859_1));
        begin = i + 1;
      }
    }
  }

  @Override
  public void cut(long newSize) {
    size = Math.toIntExact(newSize);
    forced = size;
  }

  @Override
  public void replaceAll(byte[] fresh) throws IOException {
    if (tearing || isFull.getAsBoolean()) {
      throw noRoom();
    }
    bytes = Arrays.copyOf(fresh, Math.max(FIRST_ROOM, fresh.length));
    size = fresh.length;
    forced = size;
    tellLines(0, size);
  }

  @Override
  public String keepCopy() {
    return "supply.journal.damaged";
  }

  @Override
  public void close() {}
}
