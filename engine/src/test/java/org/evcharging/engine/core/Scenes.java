package org.evcharging.engine.core;

import org.evcharging.model.SessionId;

/** Figures that follow from the scene's rules. */
final class Scenes {
  /** What s1's vehicle takes at 22 kW at most. */
  static final long POWER_W =
      Math.min(22_000, Vehicle.of(Scene.RULES.seed(), new SessionId("s1")).maxPowerW());

  static final long WH_IN_TEN_SECONDS = POWER_W * 10 / 3600;

  private Scenes() {}
}
