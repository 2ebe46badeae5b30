package org.evcharging.driver;

import java.util.Optional;
import org.evcharging.driver.core.CurrentSession;

/**
 * Remembers over restarts which session of the driver goes on, so that {@code ev driver stop} knows
 * what to stop. As well as it can: it never fails. Not thread-safe.
 */
public interface SessionMemory {

  /** The session written last; empty if there is none, or none that can be understood. */
  Optional<CurrentSession> read();

  /** Replaces it. */
  void write(Optional<CurrentSession> session);
}
