package org.evcharging.central;

import com.github.f4b6a3.ulid.UlidFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.evcharging.model.SessionId;

/**
 * Fresh session ids. One need not be a secret, only never repeat: no need for secure random bits.
 * Thread-safe.
 */
final class SessionIds implements Supplier<SessionId> {
  private final UlidFactory ulids =
      UlidFactory.newMonotonicInstance(() -> ThreadLocalRandom.current().nextLong());

  @Override
  public SessionId get() {
    return new SessionId(ulids.create().toString());
  }
}
