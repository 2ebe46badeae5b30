package org.evcharging.central.core;

import java.util.EnumMap;
import java.util.Map;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/** Counts {@link Outcomes} as they are applied. Not thread-safe: a part of the state. */
final class OutcomeCounts {
  private final Map<DenialReason, Long> denied = new EnumMap<>(DenialReason.class);
  private final Map<EndReason, Long> ended = new EnumMap<>(EndReason.class);
  private long authorized;
  private long expired;

  OutcomeCounts() {
    // All of them: a reason that has not come yet is 0, and not unknown.
    for (DenialReason reason : DenialReason.values()) {
      denied.put(reason, 0L);
    }
    for (EndReason reason : EndReason.values()) {
      ended.put(reason, 0L);
    }
  }

  void count(Event event) {
    switch (event) {
      case Event.RequestTaken(_, KnownRequest(_, Answer.Refused refused), _) ->
          denied.merge(refused.reason(), 1L, Long::sum);
      case Event.SessionDenied it -> denied.merge(it.reason(), 1L, Long::sum);
      case Event.SessionAuthorized _ -> authorized++;
      case Event.SessionExpired _ -> expired++;
      case Event.SessionEnded it -> ended.merge(it.reason(), 1L, Long::sum);
      default -> {
        // No outcome.
      }
    }
  }

  Outcomes read() {
    return new Outcomes(authorized, expired, Map.copyOf(denied), Map.copyOf(ended));
  }
}
