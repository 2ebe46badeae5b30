package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.DriverId;

/**
 * Where a decision finds drivers' accounts. Each is locked from the first look until what was
 * decided is in the journal, so only what needs one asks for it.
 */
@FunctionalInterface
public interface Purses {
  /** A network whose drivers are all unknown. */
  Purses NONE = _ -> Optional.empty();

  /** A driver's account; empty if the driver was never admitted. */
  Optional<Account> account(DriverId driver);
}
