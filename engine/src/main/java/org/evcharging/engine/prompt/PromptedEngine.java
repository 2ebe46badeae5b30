package org.evcharging.engine.prompt;

import java.util.Optional;
import org.evcharging.model.DriverId;

/**
 * An Engine, as whoever stands before it uses it. Each method gives back why it was refused, if it
 * was; the Engine has said so by then. Thread-safe.
 */
public interface PromptedEngine {
  /** Plugs the vehicle in. */
  Optional<String> plug();

  /** Unplugs the vehicle. */
  Optional<String> unplug();

  /** Asks Central for a session here. */
  Optional<String> request(DriverId driver);

  /**
   * Breaks down.
   *
   * @param reason for people to read; may be empty
   */
  void fault(String reason);

  /** Is well again. */
  void recover();

  /** A line that says how it stands. */
  String describe();
}
