package org.evcharging.central.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One decision in a session's life, as its timeline keeps it: a line of seven fields with tabs
 * between them, which an operator can also read with {@code sqlite3}.
 *
 * <pre>
 * 1763719832123  StartCharging 01KAH…  ev.requests/12@3456  -  SessionRequested  Step RECEIVED|Authorize  812
 * at (ms)        cause                 where it was read    readings since    decided    sent    first outbox row
 * </pre>
 *
 * @param cause what came in, with its id
 * @param source where it was read, {@code topic/partition@offset}; empty if it did not come from
 *     Kafka
 * @param readings meter values since the line before; they have no lines of their own
 * @param decided what became true by it
 * @param sent what left, in this order: commands and notifications
 * @param firstRow the {@code row} header of the first record that left; the others follow it
 */
public record TimelineLine(
    Instant at,
    String cause,
    Optional<String> source,
    Optional<Readings> readings,
    List<String> decided,
    List<String> sent,
    OptionalLong firstRow) {
  /** Between fields. */
  public static final char FIELD = '\t';

  /** Between the items of a field. */
  public static final char ITEM = '|';

  /** A field with nothing to say. */
  public static final char NOTHING = '-';

  public static final char END = '\n';

  private static final int FIELDS = 7;

  /**
   * Meter values, summarised.
   *
   * @param count how many; those of an earlier run of Central are not counted
   */
  public record Readings(long count, long firstWh, long lastWh) {
    private static Readings parse(String text) {
      String[] numbers = text.split(" ", -1);
      return new Readings(
          Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }
  }

  /**
   * Reads a whole timeline.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static List<TimelineLine> parse(String timeline) {
    return timeline.lines().map(TimelineLine::parseLine).toList();
  }

  private static TimelineLine parseLine(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a line of a timeline: " + line);
    }
    return new TimelineLine(
        Instant.ofEpochMilli(Long.parseLong(fields[0])),
        fields[1],
        something(fields[2]),
        something(fields[3]).map(Readings::parse),
        items(fields[4]),
        items(fields[5]),
        something(fields[6])
            .map(row -> OptionalLong.of(Long.parseLong(row)))
            .orElse(OptionalLong.empty()));
  }

  private static Optional<String> something(String field) {
    return field.equals(String.valueOf(NOTHING)) ? Optional.empty() : Optional.of(field);
  }

  private static List<String> items(String field) {
    return something(field).map(items -> List.of(items.split("\\|", -1))).orElse(List.of());
  }
}
