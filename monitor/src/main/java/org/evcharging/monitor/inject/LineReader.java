package org.evcharging.monitor.inject;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines of bounded length from a stream; what is too long is skipped, not kept. For one
 * thread.
 */
final class LineReader {
  /** Without its end. The longest command is a fault with a reason of 200 characters. */
  static final int MAX_BYTES = 1_024;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(MAX_BYTES);

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, MAX_BYTES);
  }

  /** What came. */
  sealed interface Read {}

  /** A whole line, without its end: LF, or CR LF. */
  record Text(String line) implements Read {}

  /** A whole line that nobody can read. */
  record Unreadable(String why) implements Read {}

  /** No more; half a line before it does not count. */
  record End() implements Read {}

  Read next() throws IOException {
    line.reset();
    long bytes = 0;
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return new End();
      }
      bytes++;
      if (bytes <= MAX_BYTES) {
        line.write(next);
      }
    }
    return bytes > MAX_BYTES
        ? new Unreadable("a line has at most " + MAX_BYTES + " bytes, not " + bytes)
        : decoded();
  }

  private Read decoded() {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.toByteArray());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      return new Text(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    } catch (CharacterCodingException e) {
      return new Unreadable("a line must be UTF-8");
    }
  }
}
