package org.evcharging.clearing.core;

import java.time.Instant;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;

/**
 * A charge detail record: one company has served another's driver, and wants its money.
 *
 * @param id the creditor's own name for it: 1 to 39 printable ASCII characters, as in OCPI 2.2.1
 * @param creditor whose charge point it was
 * @param debtor whose driver it was
 * @param start not before 1970
 * @param end not before the start, nor after 9999
 * @param amount at most a million euros
 */
public record Cdr(
    String id,
    MemberId creditor,
    MemberId debtor,
    Instant start,
    Instant end,
    Energy energy,
    Money amount) {
  /** Beyond it no database can say what time it is. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  /** A million euros: no charge costs that, and so no sum of them is more than can be said. */
  private static final Money MOST = new Money(100_000_000);

  private static final int LONGEST_ID = 39;

  /**
   * @throws IllegalArgumentException with a sentence for the user, if that cannot have been
   */
  public Cdr {
    if (!isId(id)) {
      throw new IllegalArgumentException(
          "cdrId " + Quoted.of(id) + " is not 1 to 39 printable ASCII characters");
    }
    if (creditor.equals(debtor)) {
      throw new IllegalArgumentException("creditor and debtor are both " + creditor);
    }
    if (start.isBefore(Instant.EPOCH) || end.isAfter(LAST)) {
      throw new IllegalArgumentException(
          "start " + start + ", end " + end + " is not between 1970 and 9999");
    }
    if (amount.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("amountCents is above " + MOST.cents());
    }
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("end " + end + " is before start " + start);
    }
  }

  /** Spaces may be between others only. */
  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && !text.startsWith(" ")
        && !text.endsWith(" ")
        && isPrintableAscii(text);
  }

  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }
}
