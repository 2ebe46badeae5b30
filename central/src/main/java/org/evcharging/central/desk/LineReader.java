package org.evcharging.central.desk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads lines of a bounded length from bytes that come in any pieces. Used by one thread. */
final class LineReader {
  /** Far more than any command needs. */
  static final int MAX_BYTES = 512;

  private final InputStream bytes;

  LineReader(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, MAX_BYTES);
  }

  /** What was read. */
  sealed interface Line {
    /** A whole line, without its end. */
    record Whole(String text) implements Line {}

    /** A line that is too long; all of it was read. */
    record TooLong() implements Line {}

    /** The other side has closed in the middle of a line. */
    record Unfinished() implements Line {}

    /** The other side has closed. */
    record End() implements Line {}
  }

  /** The next line; waits for it. */
  Line read() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    boolean tooLong = false;
    while (true) {
      int next = bytes.read();
      if (next < 0) {
        return line.size() == 0 && !tooLong ? new Line.End() : new Line.Unfinished();
      }
      if (next == '\n') {
        return tooLong ? new Line.TooLong() : new Line.Whole(text(line));
      }
      if (line.size() < MAX_BYTES) {
        line.write(next);
      } else {
        tooLong = true;
      }
    }
  }

  /** Also what a Windows terminal ends with, {@code \r}, is none of the line. */
  private static String text(ByteArrayOutputStream line) {
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
