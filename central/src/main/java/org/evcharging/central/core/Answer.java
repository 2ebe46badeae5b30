package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.DenialReason;
import org.evcharging.model.SessionId;

/** What a request was answered first; the same request gets it again (spec R-9). */
public sealed interface Answer {
  /** A session was made, and its Engine has not answered yet. */
  record Pending(SessionId session) implements Answer {}

  /** The session was authorised; also when it is over by now. */
  record Granted(SessionId session) implements Answer {}

  /**
   * It was denied.
   *
   * @param session empty if it never came to a session
   */
  record Refused(Optional<SessionId> session, DenialReason reason) implements Answer {}

  /** The session was asked to end. */
  record Stopping(SessionId session) implements Answer {}
}
