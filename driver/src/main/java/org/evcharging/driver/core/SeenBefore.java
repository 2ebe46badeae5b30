package org.evcharging.driver.core;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.evcharging.message.Notification;
import org.evcharging.model.SessionId;

/**
 * Drops what a driver need not see again: a notification with an id seen before (a request asked
 * again gets its answers again), and progress of a session that is over. Remembers the last
 * thousand. Not thread-safe.
 */
public final class SeenBefore {
  private static final int REMEMBERED = 1_000;

  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<SessionId> over = new LinkedHashSet<>();

  /** Tells whether it is new, and remembers it. */
  public boolean admits(Notification notification) {
    Optional<SessionId> session = notification.subject().sessionId();
    return switch (notification) {
      // The next replaces it, so ids of progress are not worth remembering.
      case Notification.Progress _ -> session.isEmpty() || !over.contains(session.get());
      case Notification.Expired _, Notification.Ended _, Notification.Ticket _ -> {
        session.ifPresent(id -> remember(over, id));
        yield remember(ids, notification.notificationId());
      }
      case Notification.Step _,
          Notification.Authorized _,
          Notification.Denied _,
          Notification.Corrected _ ->
          remember(ids, notification.notificationId());
    };
  }

  private static <T> boolean remember(Set<T> remembered, T id) {
    if (!remembered.add(id)) {
      return false;
    }
    if (remembered.size() > REMEMBERED) {
      remembered.remove(remembered.iterator().next());
    }
    return true;
  }
}
