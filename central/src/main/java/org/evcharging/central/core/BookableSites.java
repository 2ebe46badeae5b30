package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.SiteName;

/**
 * Where a decision finds what sites offer to book. A site is locked from the first look until what
 * was decided is in the journal; it comes before the account, if that is needed too.
 */
@FunctionalInterface
public interface BookableSites {
  /** A network in which nothing can be booked. */
  BookableSites NONE = _ -> Optional.empty();

  /** A site with its windows; empty if it offers none. */
  Optional<Site> site(SiteName name);
}
