package org.evcharging.central.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answers of {@code /health/live} and {@code /health/ready}, in the shape they are sent. */
final class Health {
  private Health() {}

  enum Status {
    UP,
    DOWN
  }

  record Live(Status status) {}

  record Ready(Status status, Map<String, Part> checks) {
    static Ready of(List<Readiness.Check> checks) {
      Map<String, Part> parts = new LinkedHashMap<>();
      checks.forEach(check -> parts.put(check.name(), Part.of(check)));
      return new Ready(statusOf(checks.stream().allMatch(Readiness.Check::isUp)), parts);
    }

    boolean isUp() {
      return status == Status.UP;
    }
  }

  /** One of the checks; {@code problem} is left out while there is none. */
  record Part(
      Status status, @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> problem) {
    static Part of(Readiness.Check check) {
      return new Part(statusOf(check.isUp()), check.problem());
    }
  }

  private static Status statusOf(boolean up) {
    return up ? Status.UP : Status.DOWN;
  }
}
