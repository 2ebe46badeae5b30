package org.evcharging.central.core;

import java.time.Instant;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/**
 * A window as everybody may see it: who has booked is nobody else's business.
 *
 * @param version the site's, when this was so: of two the higher is the newer
 * @param booked places taken, of {@code capacity}
 * @param waiting drivers who wait for one
 */
public record WindowView(
    SiteName site,
    long version,
    WindowId window,
    Instant from,
    Instant to,
    int capacity,
    int booked,
    int waiting) {

  static WindowView of(Site site, Window window) {
    return new WindowView(
        site.name(),
        site.version(),
        window.id(),
        window.from(),
        window.to(),
        window.capacity(),
        window.bookings().size(),
        window.waiting().size());
  }
}
