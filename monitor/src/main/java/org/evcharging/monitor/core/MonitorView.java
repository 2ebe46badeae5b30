package org.evcharging.monitor.core;

import java.util.Optional;
import org.evcharging.model.Health;
import org.evcharging.model.Supply;

/**
 * What a Monitor sees at a moment.
 *
 * @param engine empty in the first 2 s, while there is no telling
 * @param supply what the Engine says it supplies
 * @param centralConnected whether it is registered with Central
 * @param centralTrouble why not, if that is known
 */
public record MonitorView(
    Optional<Health> engine,
    Optional<Supply> supply,
    boolean centralConnected,
    Optional<String> centralTrouble) {
  /** An Engine's health as a Monitor's user reads it. */
  public static String words(Health health) {
    return switch (health) {
      case Health.Ok() -> "engine ok";
      case Health.Ko(String reason) -> "engine faulted: " + reason;
    };
  }
}
