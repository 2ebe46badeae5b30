package org.evcharging.central.dashboard;

import org.evcharging.model.ChargePointId;

/** What lies over the middle of the screen until a key closes it. */
sealed interface Overlay {
  record None() implements Overlay {}

  /** What can be typed. */
  record Help() implements Overlay {}

  /** All there is to know of one charge point, live. */
  record Detail(ChargePointId chargePoint) implements Overlay {}
}
