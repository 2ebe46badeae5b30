package org.evcharging.launcher.fleet;

import java.util.List;
import java.util.stream.IntStream;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;

/**
 * A charge point of a fleet as its Monitor registers it, and the driver who asks there.
 *
 * @param index from 0
 * @param powerW what it gives at most
 */
record FleetPlace(
    int index, ChargePointId id, DriverId driver, Place place, Tariff tariff, long powerW) {
  private record Site(String name, String street, String euros) {}

  private static final List<Site> SITES =
      List.of(
          new Site("Madrid", "Gran Vía", "0.25"),
          new Site("Barcelona", "Carrer de Balmes", "0.31"),
          new Site("Valencia", "Calle de Colón", "0.28"),
          new Site("Sevilla", "Calle Sierpes", "0.22"),
          new Site("Bilbao", "Gran Vía de Don Diego", "0.35"),
          new Site("Alicante", "Rambla de Méndez Núñez", "0.27"));

  private static final long[] POWERS_W = {22_000, 11_000, 50_000, 22_000, 150_000};
  private static final int MAX_PREFIX_LENGTH = 30;

  /** So many, in turn at the sites. */
  static List<FleetPlace> places(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(index -> place(prefix, index)).toList();
  }

  /**
   * @throws IllegalArgumentException with a sentence for the user, if no ids can begin like that
   */
  static void requirePrefix(String prefix) {
    if (prefix.isEmpty()
        || prefix.length() > MAX_PREFIX_LENGTH
        || !ChargePointId.wellFormed(prefix)) {
      throw new IllegalArgumentException(
          "--prefix \"%s\" is not 1 to %d of A-Z a-z 0-9 . _ -"
              .formatted(prefix, MAX_PREFIX_LENGTH));
    }
  }

  private static FleetPlace place(String prefix, int index) {
    Site site = SITES.get(index % SITES.size());
    String number = "%04d".formatted(index + 1);
    return new FleetPlace(
        index,
        new ChargePointId(prefix + "-" + number),
        new DriverId(prefix + "-D" + number),
        new Place(site.name(), site.street() + " " + (index / SITES.size() + 1)),
        Tariff.ofEuros(site.euros()),
        POWERS_W[index % POWERS_W.length]);
  }
}
