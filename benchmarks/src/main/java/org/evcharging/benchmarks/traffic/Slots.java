package org.evcharging.benchmarks.traffic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Locale;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;

/**
 * So many pairs of a driver and a charge point, numbered from 0: a driver asks at the charge point
 * of the same number only, one authorisation at a time. All ids are of one length. Immutable.
 */
public final class Slots {
  /** The digits that end each id. */
  private static final int DIGITS = 6;

  private final byte[][] chargePointKeys;
  private final byte[][] driverKeys;

  /**
   * Numbers 0 to count - 1.
   *
   * @param count 1 to 1,000,000
   */
  public Slots(int count) {
    chargePointKeys = new byte[count][];
    driverKeys = new byte[count][];
    for (int slot = 0; slot < count; slot++) {
      chargePointKeys[slot] = chargePoint(slot).value().getBytes(US_ASCII);
      driverKeys[slot] = driver(slot).value().getBytes(US_ASCII);
    }
  }

  public int count() {
    return chargePointKeys.length;
  }

  public static ChargePointId chargePoint(int slot) {
    return new ChargePointId(String.format(Locale.ROOT, "MAD-%06d", slot));
  }

  public static DriverId driver(int slot) {
    return new DriverId(String.format(Locale.ROOT, "D-%06d", slot));
  }

  /** The key of records to and from its charge point; not to be changed. */
  byte[] chargePointKey(int slot) {
    return chargePointKeys[slot];
  }

  /** The key of records to its driver; not to be changed. */
  public byte[] driverKey(int slot) {
    return driverKeys[slot];
  }

  /** The number of the driver or charge point that has this key. */
  public static int slotOf(byte[] key) {
    int slot = 0;
    for (int i = key.length - DIGITS; i < key.length; i++) {
      slot = slot * 10 + (key[i] - '0');
    }
    return slot;
  }
}
