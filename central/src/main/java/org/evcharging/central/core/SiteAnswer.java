package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.DriverId;

/** What came of a {@link SiteOrder}. */
public sealed interface SiteAnswer {
  /** The window can be booked. */
  record Offered(WindowView window) implements SiteAnswer {}

  /** The driver has a place. */
  record Booked() implements SiteAnswer {}

  /**
   * The driver waits for one.
   *
   * @param position 1 for the next who gets one
   */
  record Waits(int position) implements SiteAnswer {}

  /**
   * The driver has no place, and waits for none.
   *
   * @param promoted who has the place now
   */
  record Left(Optional<DriverId> promoted) implements SiteAnswer {}

  /** Nothing has changed. */
  record Refused(SiteRefusal reason) implements SiteAnswer {}
}
