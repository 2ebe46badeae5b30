package org.evcharging.simulation.clearing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.client.CdrSource;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Machine;

/** A member's CDRs of a period, as a file has them. One may be bad until it is mended. */
public final class MemberFile {
  private static final int MOST_CDRS = 12;
  private static final long MOST_CENTS = 100_000_000;
  private static final long MICROS_A_DAY = 86_400_000_000L;

  /** What has a meaning in a frame or in CSV has none in an id. */
  private static final List<String> ENDINGS = List.of("", "", "", "#1", "\\2", ",3", "\"4\"", " 5");

  private final List<CdrRow> rows;
  private Optional<Flaw> flaw = Optional.empty();

  private enum Kind {
    UNREADABLE,
    TWICE,
    OF_ANOTHER,
    OF_A_STRANGER
  }

  /** What stands in the place of a CDR. */
  private record Flaw(int index, Kind kind) {}

  private MemberFile(List<CdrRow> rows) {
    this.rows = rows;
  }

  /**
   * Draws a file.
   *
   * @param members who clear with each other
   * @param mayBeBad whether one of its CDRs may be bad
   */
  public static MemberFile draw(
      Chance chance, String member, List<String> members, boolean mayBeBad) {
    List<String> others = members.stream().filter(it -> !it.equals(member)).toList();
    List<CdrRow> rows = new ArrayList<>();
    int count = chance.oneIn(10) ? 0 : chance.between(1, MOST_CDRS);
    for (int i = 1; i <= count; i++) {
      Instant start =
          Machine.BEGINNING.minus(chance.between(1, 31 * MICROS_A_DAY), ChronoUnit.MICROS);
      rows.add(
          new CdrRow(
              member + "-" + i + chance.pick(ENDINGS),
              member,
              chance.pick(others),
              start,
              start.plus(chance.between(0, MICROS_A_DAY), ChronoUnit.MICROS),
              chance.between(0L, 90_000L),
              chance.oneIn(8) ? chance.pick(List.of(0L, MOST_CENTS)) : chance.between(1L, 60_00L)));
    }
    MemberFile file = new MemberFile(List.copyOf(rows));
    if (mayBeBad && count > 0) {
      file.spoil(new Flaw(chance.between(0, count - 1), chance.pick(List.of(Kind.values()))));
    }
    return file;
  }

  private void spoil(Flaw drawn) {
    boolean first = drawn.kind() == Kind.TWICE && drawn.index() == 0;
    flaw = Optional.of(first ? new Flaw(0, Kind.UNREADABLE) : drawn);
  }

  /** All that is in it once it is mended. */
  public List<CdrRow> rows() {
    return rows;
  }

  /** Puts the good CDR in the place of the bad one; false if there is none. */
  public boolean mend() {
    boolean bad = flaw.isPresent();
    flaw = Optional.empty();
    return bad;
  }

  /** Reads it from the beginning. */
  public CdrSource open() {
    return new CdrSource() {
      private int read;

      @Override
      public Optional<Cdr> next() throws BadRecord {
        if (read == rows.size()) {
          return Optional.empty();
        }
        int index = read++;
        return Optional.of(at(index));
      }

      @Override
      public long line() {
        return read;
      }

      @Override
      public void close() {
        // Nothing is held.
      }
    };
  }

  private Cdr at(int index) throws BadRecord {
    CdrRow row = rows.get(index);
    if (flaw.isEmpty() || flaw.get().index() != index) {
      return cdr(row.id(), row.creditor(), row.debtor(), row);
    }
    return switch (flaw.get().kind()) {
      case UNREADABLE -> throw new BadRecord(index + 1L, "not a CDR");
      case TWICE -> cdr(rows.getFirst().id(), row.creditor(), row.debtor(), row);
      case OF_ANOTHER -> cdr(row.id(), row.debtor(), row.creditor(), row);
      case OF_A_STRANGER -> cdr(row.id(), row.creditor(), "STRANGER", row);
    };
  }

  private static Cdr cdr(String id, String creditor, String debtor, CdrRow row) {
    return new Cdr(
        id,
        new MemberId(creditor),
        new MemberId(debtor),
        row.start(),
        row.end(),
        new Energy(row.energyWh()),
        new Money(row.cents()));
  }
}
