package org.evcharging.clearing.core;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;

/** CDRs as comma-separated values (RFC 4180), one a line. */
public final class CdrCsv {
  /** The first line of a file. */
  public static final String HEADER = "cdrId,creditor,debtor,start,end,energyWh,amountCents";

  /** The most characters that a line may have: far more than a CDR needs. */
  public static final int MAX_LINE_LENGTH = 16 * 1024;

  private static final int COLUMNS = HEADER.split(",", -1).length;

  /** More are not even counted. */
  private static final int MAX_COLUMNS = 100;

  private CdrCsv() {}

  /** Reads lines one by one, so that a file may be larger than the memory. Not thread-safe. */
  public static final class Lines {
    private final Iterator<CsvRecord> records;
    private long line;

    /**
     * @param from read to its end, and not closed
     */
    public Lines(Reader from) {
      records =
          CsvReader.builder()
              .maxBufferSize(MAX_LINE_LENGTH)
              .skipEmptyLines(false)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .build(CsvRecordHandler.builder().maxFields(MAX_COLUMNS).build(), from)
              .iterator();
    }

    /** Where {@link #next} has looked last, from 1; 0 before the first. */
    public long line() {
      return line;
    }

    /**
     * Reads the header.
     *
     * @throws BadRecord if the first line is not {@link #HEADER}
     */
    public void header() throws BadRecord, IOException {
      List<String> fields = nextFields().orElse(List.of());
      if (!String.join(",", fields).equals(HEADER)) {
        throw new BadRecord(1, "the first line is not " + HEADER);
      }
    }

    /**
     * Reads the next CDR; empty at the end.
     *
     * @throws BadRecord if the line is no CDR. After one that is too long, or not UTF-8, nothing
     *     more can be read; after any other the next line can.
     */
    public Optional<Cdr> next() throws BadRecord, IOException {
      Optional<List<String>> fields = nextFields();
      return fields.isPresent() ? Optional.of(cdr(line, fields.get())) : Optional.empty();
    }

    private Optional<List<String>> nextFields() throws BadRecord, IOException {
      try {
        if (!records.hasNext()) {
          return Optional.empty();
        }
        CsvRecord next = records.next();
        line = next.getStartingLineNumber();
        return Optional.of(next.getFields());
      } catch (CsvParseException e) {
        line++;
        throw new BadRecord(line, problem(e));
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof CharacterCodingException) {
          line++;
          throw new BadRecord(line, "it, or one soon after it, is not UTF-8");
        }
        throw e.getCause();
      }
    }

    private static String problem(CsvParseException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("buffer")) {
        return "longer than " + MAX_LINE_LENGTH + " characters";
      }
      return message.contains("fields") ? columns("more than " + MAX_COLUMNS) : "not CSV";
    }
  }

  /**
   * Reads lines without a header.
   *
   * @throws BadRecord with the number of the line from 1, if one is no CDR
   */
  public static List<Cdr> parse(String lines) throws BadRecord {
    try {
      Lines reader = new Lines(new StringReader(lines));
      List<Cdr> cdrs = new ArrayList<>();
      Optional<Cdr> next = reader.next();
      while (next.isPresent()) {
        cdrs.add(next.get());
        next = reader.next();
      }
      return cdrs;
    } catch (IOException e) {
      throw new IllegalStateException("a string can be read", e);
    }
  }

  /** Writes a CDR as a line, without its end. */
  public static String line(Cdr cdr) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(
          cdr.id(),
          cdr.creditor().value(),
          cdr.debtor().value(),
          cdr.start().toString(),
          cdr.end().toString(),
          Long.toString(cdr.energy().wh()),
          Long.toString(cdr.amount().cents()));
    } catch (IOException e) {
      throw new IllegalStateException("a string can be written", e);
    }
    return text.toString().stripTrailing();
  }

  private static Cdr cdr(long line, List<String> fields) throws BadRecord {
    if (fields.size() != COLUMNS) {
      throw new BadRecord(line, columns(Integer.toString(fields.size())));
    }
    try {
      return new Cdr(
          fields.get(0),
          new MemberId(fields.get(1)),
          new MemberId(fields.get(2)),
          time("start", fields.get(3)),
          time("end", fields.get(4)),
          new Energy(number("energyWh", fields.get(5))),
          new Money(number("amountCents", fields.get(6))));
    } catch (IllegalArgumentException e) {
      throw new BadRecord(line, String.valueOf(e.getMessage()));
    }
  }

  private static String columns(String is) {
    return "number of columns is " + is + ", not " + COLUMNS + ": " + HEADER;
  }

  private static Instant time(String column, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          column + " " + Quoted.of(text) + " is not a time such as 2026-11-20T18:00:00Z", e);
    }
  }

  private static long number(String column, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          column + " " + Quoted.of(text) + " is not a whole number", e);
    }
  }
}
