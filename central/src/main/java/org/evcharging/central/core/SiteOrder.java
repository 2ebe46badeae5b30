package org.evcharging.central.core;

import java.time.Instant;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/** What somebody wants of a site. */
public sealed interface SiteOrder {
  SiteName site();

  /** For the audit. */
  String who();

  /**
   * An operator offers a window.
   *
   * @param window a fresh id
   * @param capacity 1 to {@value Window#MAX_CAPACITY}
   */
  record Offer(SiteName site, WindowId window, Instant from, Instant to, int capacity, String who)
      implements SiteOrder {}

  /**
   * A driver wants a place.
   *
   * @param driver one who is known
   * @param waits whether to wait for one if there is none
   */
  record Join(SiteName site, WindowId window, DriverId driver, boolean waits, String who)
      implements SiteOrder {}

  /** A driver gives up a place, or waits no more. */
  record Leave(SiteName site, WindowId window, DriverId driver, String who) implements SiteOrder {}
}
