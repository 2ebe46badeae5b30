package org.evcharging.clearing.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.evcharging.clearing.core.BadRecord;

/**
 * A text's lines, one by one, so that it may be larger than the memory, and none of them longer
 * than allowed. Not thread-safe.
 */
final class Utf8Lines {
  private static final int EOF = -1;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final InputStream from;
  private final int longest;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long number;
  private long bytesRead;

  /**
   * @param from read to its end byte by byte, so that it should be buffered; not closed
   * @param longest what a line may have, in bytes without its end
   */
  Utf8Lines(InputStream from, int longest) {
    this.from = from;
    this.longest = longest;
  }

  /** The number of the line that {@link #next} has looked at last, from 1; 0 before the first. */
  long number() {
    return number;
  }

  /** How much was read so far, in bytes. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * The next line, without its end; empty at the end of the text.
   *
   * @throws BadRecord if it is too long or not UTF-8
   */
  Optional<String> next() throws BadRecord, IOException {
    int read = from.read();
    if (read == EOF) {
      return Optional.empty();
    }
    number++;
    bytesRead++;
    bytes.reset();
    while (read != EOF && read != '\n') {
      if (bytes.size() == longest) {
        throw new BadRecord(number, "longer than " + longest + " bytes");
      }
      bytes.write(read);
      read = from.read();
      bytesRead++;
    }
    return Optional.of(withoutMarks(decoded()));
  }

  private String decoded() throws BadRecord {
    try {
      return decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new BadRecord(number, "not UTF-8");
    }
  }

  /** As some programs write them: a mark before the first line, a carriage return at each end. */
  private String withoutMarks(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
  }
}
