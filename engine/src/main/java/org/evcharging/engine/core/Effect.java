package org.evcharging.engine.core;

import org.evcharging.message.EngineEvent;
import org.evcharging.message.Request.StartCharging;

/** What is to be done after a decision, in the order decided. */
public sealed interface Effect {
  /** Tell Central. */
  record Send(EngineEvent event) implements Effect {}

  /** Write it into the journal: an end that is decided after it leaves only once it is there. */
  record Keep(JournalEntry entry) implements Effect {}

  /** Ask Central for a session. */
  record Ask(StartCharging request) implements Effect {}

  /** Tell whoever stands before the Engine. */
  record Say(String line) implements Effect {}

  /** Tell whoever asked for it that it cannot be done, and why. */
  record Refuse(String line) implements Effect {}
}
