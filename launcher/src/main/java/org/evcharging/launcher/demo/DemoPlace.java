package org.evcharging.launcher.demo;

import java.util.List;
import java.util.stream.IntStream;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;

/**
 * A charge point of the demo, as its Monitor registers it.
 *
 * @param powerW what it gives at most
 */
record DemoPlace(ChargePointId id, Place place, Tariff tariff, long powerW) {
  private record Site(String name, String prefix, String street, String euros) {}

  private static final List<Site> SITES =
      List.of(
          new Site("Madrid", "MAD", "Gran Vía", "0.25"),
          new Site("Barcelona", "BCN", "Carrer de Balmes", "0.31"));

  private static final long[] POWERS_W = {22_000, 50_000, 11_000};

  /** So many, in turn at the two sites. */
  static List<DemoPlace> places(int count) {
    return IntStream.range(0, count).mapToObj(DemoPlace::place).toList();
  }

  private static DemoPlace place(int index) {
    Site site = SITES.get(index % SITES.size());
    int number = index / SITES.size() + 1;
    return new DemoPlace(
        new ChargePointId("%s-%02d".formatted(site.prefix(), number)),
        new Place(site.name(), site.street() + " " + number),
        Tariff.ofEuros(site.euros()),
        POWERS_W[(number - 1) % POWERS_W.length]);
  }
}
