package org.evcharging.monitor.inject;

import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Injection;

/** Puts faults in, one at a time. Thread-safe. */
@FunctionalInterface
public interface Injector {
  /**
   * Puts one in; it is in force, or on its way to the Engine, on return.
   *
   * @return one line: what it does
   * @throws UserError if nothing was done, with the reason
   */
  String inject(Injection injection);
}
