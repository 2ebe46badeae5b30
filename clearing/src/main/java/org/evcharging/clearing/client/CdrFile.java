package org.evcharging.clearing.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.clearing.core.OcpiCdr;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;
import org.evcharging.model.MemberId;

/**
 * A file of CDRs: as CSV with its header, or as OCPI's JSON, an object a line; its first sign says
 * which. Blank lines are skipped. Not thread-safe.
 */
public final class CdrFile implements CdrSource {
  private static final int BUFFER_BYTES = 64 * 1024;

  /** Reads what a line says. */
  private interface Format {
    Cdr parse(long number, String line) throws BadRecord;
  }

  private final Path file;
  private final InputStream stream;
  private final Utf8Lines lines;
  private final Format format;
  private boolean headerRead;

  private CdrFile(Path file, MemberId uploader) throws IOException {
    this.file = file;
    this.stream = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    boolean json = beginsWithBrace();
    this.lines = new Utf8Lines(stream, json ? OcpiCdr.MAX_LINE_BYTES : CdrCsv.MAX_LINE_BYTES);
    this.format = json ? (number, line) -> OcpiCdr.parse(number, line, uploader) : CdrCsv::parse;
    this.headerRead = json;
  }

  /**
   * Opens a file.
   *
   * @param uploader how companies are called in OCPI's CDRs: {@link OcpiCdr#parse}
   * @throws UserError if it cannot be read
   */
  public static CdrFile open(Path file, MemberId uploader) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new UserError(
          "cannot read " + file + ": no regular file, and it must be read again after a break");
    }
    try {
      return new CdrFile(file, uploader);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** Looks at the first sign that is no blank, and no mark that some programs put before it. */
  private boolean beginsWithBrace() throws IOException {
    stream.mark(BUFFER_BYTES);
    int sign = stream.read();
    for (int i = 1; i < BUFFER_BYTES && isBlank(sign); i++) {
      sign = stream.read();
    }
    stream.reset();
    return sign == '{';
  }

  private static boolean isBlank(int sign) {
    return switch (sign) {
      case ' ', '\t', '\r', '\n', 0xEF, 0xBB, 0xBF -> true;
      default -> false;
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError if the file cannot be read any more
   */
  @Override
  public Optional<Cdr> next() throws BadRecord {
    try {
      if (!headerRead) {
        header();
      }
      Optional<String> line = nextLine();
      return line.isEmpty()
          ? Optional.empty()
          : Optional.of(format.parse(lines.number(), line.get()));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void header() throws BadRecord, IOException {
    if (!nextLine().orElse("").equals(CdrCsv.HEADER)) {
      throw new BadRecord(Math.max(1, lines.number()), "the first line is not " + CdrCsv.HEADER);
    }
    headerRead = true;
  }

  private Optional<String> nextLine() throws BadRecord, IOException {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line;
  }

  /** How much was read so far, in bytes. */
  public long bytesRead() {
    return lines.bytesRead();
  }

  @Override
  public long line() {
    return lines.number();
  }

  private static UserError unreadable(Path file, IOException e) {
    return new UserError("cannot read " + file + ": " + FileTrouble.words(e), e);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }
}
