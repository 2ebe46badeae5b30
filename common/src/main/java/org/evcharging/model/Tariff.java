package org.evcharging.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A price per kilowatt-hour. It is fixed for a session when that begins.
 *
 * @param priceMicrosPerKwh micro-euros (µ€) per kWh, 0 to 1,000,000,000 (1,000 €)
 */
public record Tariff(long priceMicrosPerKwh) {
  private static final long MAX_MICROS = 1_000_000_000L;

  /** A cent is 10,000 µ€, and a kWh 1,000 Wh. */
  private static final long MICRO_WATT_HOURS_PER_CENT = 10_000L * 1_000L;

  /**
   * @throws IllegalArgumentException if the price is out of range
   */
  public Tariff {
    if (priceMicrosPerKwh < 0 || priceMicrosPerKwh > MAX_MICROS) {
      throw new IllegalArgumentException(
          "price of " + priceMicrosPerKwh + " µ€ a kWh is not between 0 and " + MAX_MICROS);
    }
  }

  /**
   * Reads a price as people write it, in euros: {@code 0.25}.
   *
   * @throws IllegalArgumentException if it is not a number with at most six decimals in range
   */
  public static Tariff ofEuros(String euros) {
    try {
      return new Tariff(new BigDecimal(euros).movePointRight(6).longValueExact());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "price \"" + euros + "\" is not a number of euros such as 0.25", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "price " + euros + " € a kWh has more than six decimals, or is too high", e);
    }
  }

  /** What the energy costs, rounded half-up to the cent (spec §8). */
  public Money amountFor(Energy energy) {
    long micros = Math.multiplyExact(energy.wh(), priceMicrosPerKwh);
    return new Money((micros + MICRO_WATT_HOURS_PER_CENT / 2) / MICRO_WATT_HOURS_PER_CENT);
  }

  /** Whether energy costs nothing. */
  public boolean isFree() {
    return priceMicrosPerKwh == 0;
  }

  /**
   * The energy that an amount pays, in whole Wh, rounded down: what it costs is never more.
   *
   * @throws ArithmeticException if energy is {@linkplain #isFree free}
   */
  public Energy energyFor(Money amount) {
    BigInteger wh =
        BigInteger.valueOf(amount.cents())
            .multiply(BigInteger.valueOf(MICRO_WATT_HOURS_PER_CENT))
            .divide(BigInteger.valueOf(priceMicrosPerKwh));
    return new Energy(wh.min(BigInteger.valueOf(Energy.MAX_WH)).longValueExact());
  }

  /** Euros per kWh without trailing zeros, at least two decimals: {@code 0.25}. */
  @Override
  public String toString() {
    BigDecimal euros = BigDecimal.valueOf(priceMicrosPerKwh, 6).stripTrailingZeros();
    return (euros.scale() < 2 ? euros.setScale(2) : euros).toPlainString();
  }
}
