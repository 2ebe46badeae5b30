package org.evcharging.central.journal;

/** The journal takes nothing more: it was closed, or the disk failed. */
public final class JournalStopped extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  JournalStopped(String why) {
    super("the journal takes nothing more: " + why);
  }

  JournalStopped(String why, Throwable cause) {
    super("the journal takes nothing more: " + why, cause);
  }
}
