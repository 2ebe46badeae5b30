package org.evcharging.driver.core;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.message.Notification;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * Drops what a driver need not see again: a notification with an id seen before (a request asked
 * again gets its answers again), and progress that is overtaken: of a session that is over, or with
 * less energy than seen already, which a Central that was killed left on its way. Remembers the
 * last thousand. Not thread-safe.
 */
public final class SeenBefore {
  private static final int REMEMBERED = 1_000;

  private final Set<String> ids = new LinkedHashSet<>();
  private final Set<SessionId> over = new LinkedHashSet<>();

  /** The most that was seen of each session. */
  private final Map<SessionId, Energy> progress = new LinkedHashMap<>();

  /** Tells whether it is new, and remembers it. */
  public boolean admits(Notification notification) {
    Optional<SessionId> session = notification.subject().sessionId();
    return switch (notification) {
      case Notification.Progress reading ->
          session.isEmpty()
              || (!over.contains(session.get()) && rises(session.get(), reading.energy()));
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

  private boolean rises(SessionId session, Energy energy) {
    Energy before = progress.get(session);
    if (before != null && energy.wh() < before.wh()) {
      return false;
    }
    progress.put(session, energy);
    if (progress.size() > REMEMBERED) {
      progress.remove(progress.keySet().iterator().next());
    }
    return true;
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
