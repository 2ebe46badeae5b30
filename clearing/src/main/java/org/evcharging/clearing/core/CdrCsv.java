package org.evcharging.clearing.core;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;

/** CDRs as comma-separated values (RFC 4180), each on a line of its own. */
public final class CdrCsv {
  /** The first line of a file. */
  public static final String HEADER = "cdrId,creditor,debtor,start,end,energyWh,amountCents";

  /** The most bytes that a line may have: far more than a CDR needs. */
  public static final int MAX_LINE_BYTES = 16 * 1024;

  private static final int COLUMNS = HEADER.split(",", -1).length;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");

  /** More are not even counted. */
  private static final int MAX_COLUMNS = 100;

  private static final CsvReader.CsvReaderBuilder READER =
      CsvReader.builder()
          .skipEmptyLines(false)
          .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
          .extraFieldStrategy(FieldMismatchStrategy.IGNORE);

  private CdrCsv() {}

  /**
   * Reads a line.
   *
   * @param number where it stands, for what is wrong with it
   * @throws BadRecord if it is no CDR
   */
  public static Cdr parse(long number, String line) throws BadRecord {
    List<String> fields = fields(number, line);
    if (fields.size() != COLUMNS) {
      throw new BadRecord(number, columns(Integer.toString(fields.size())));
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
      throw new BadRecord(number, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> fields(long number, String line) throws BadRecord {
    return isPlain(line) ? List.of(line.split(",", -1)) : readFields(number, line);
  }

  /** Most lines have nothing that takes a reader: as many columns as they should, none quoted. */
  private static boolean isPlain(String line) {
    int columns = 1;
    for (int i = 0; i < line.length(); i++) {
      switch (line.charAt(i)) {
        case ',' -> columns++;
        case '"', '\r', '\n' -> {
          return false;
        }
        default -> {}
      }
    }
    return columns == COLUMNS;
  }

  private static List<String> readFields(long number, String line) throws BadRecord {
    CsvRecordHandler handler = CsvRecordHandler.builder().maxFields(MAX_COLUMNS).build();
    try {
      List<CsvRecord> records = READER.build(handler, line).stream().toList();
      if (records.size() != 1) {
        throw new BadRecord(number, "not one line of CSV");
      }
      return records.getFirst().getFields();
    } catch (CsvParseException e) {
      boolean tooMany = String.valueOf(e.getMessage()).contains("fields");
      throw new BadRecord(number, tooMany ? columns("more than " + MAX_COLUMNS) : "not CSV");
    }
  }

  /** Writes a CDR as a line, without its end. */
  public static String line(Cdr cdr) {
    return String.join(
        ",",
        quoted(cdr.id()),
        cdr.creditor().value(),
        cdr.debtor().value(),
        cdr.start().toString(),
        cdr.end().toString(),
        Long.toString(cdr.energy().wh()),
        Long.toString(cdr.amount().cents()));
  }

  /**
   * Only an id may have what must be quoted; before a comment's sign some readers take it for one.
   */
  private static String quoted(String id) {
    boolean plain = id.indexOf(',') < 0 && id.indexOf('"') < 0 && !id.startsWith("#");
    return plain ? id : '"' + id.replace("\"", "\"\"") + '"';
  }

  private static String columns(String is) {
    return "number of columns is " + is + ", not " + COLUMNS + ": " + HEADER;
  }

  private static Instant time(String column, String text) {
    try {
      if (!text.endsWith("Z")) {
        throw new DateTimeException("not UTC");
      }
      return UtcTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          column + " " + Quoted.of(text) + " is not a time such as 2026-11-20T18:00:00Z", e);
    }
  }

  private static long number(String column, String text) {
    try {
      if (!NUMBER.matcher(text).matches()) {
        throw new NumberFormatException("other signs than digits");
      }
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          column + " " + Quoted.of(text) + " is not a whole number", e);
    }
  }
}
