package org.evcharging.central.dashboard;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;

/** Power, energy and money as people read them; whole numbers only, rounded half-up. */
final class Figures {
  private Figures() {}

  /** {@code 22.0 kW}. */
  static String kilowatts(long powerW) {
    return decimal((powerW + 50) / 100, 1) + " kW";
  }

  /** {@code 1.250 kWh}, or with fewer decimals. */
  static String kilowattHours(Energy energy, int decimals) {
    long unit = powerOfTen(3 - decimals);
    return decimal((energy.wh() + unit / 2) / unit, decimals) + " kWh";
  }

  /** {@code 1,234.56 €}. */
  static String euros(Money amount) {
    return decimal(amount.cents(), 2) + " €";
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Power, energy and money of a supply, wordiest first. */
  static List<String> ofSupply(long powerW, Energy energy, Money amount) {
    String power = kilowatts(powerW);
    String money = euros(amount);
    return List.of(
        power + "  " + kilowattHours(energy, 3) + "  " + money,
        power + " " + kilowattHours(energy, 3) + " " + money,
        power + " " + kilowattHours(energy, 2) + " " + money,
        tight(power, kilowattHours(energy, 3), money),
        tight(power, kilowattHours(energy, 2), money),
        tight(power, kilowattHours(energy, 1), money),
        tight(kilowattHours(energy, 1), money));
  }

  /** Figures without the space before their units: the last resort of narrow cells. */
  private static String tight(String... figures) {
    return Stream.of(figures).map(figure -> figure.replace(" ", "")).collect(joining(" "));
  }

  private static String decimal(long scaled, int decimals) {
    long unit = powerOfTen(decimals);
    String whole = count(scaled / unit);
    return decimals == 0 ? whole : whole + "." + Long.toString(unit + scaled % unit).substring(1);
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
