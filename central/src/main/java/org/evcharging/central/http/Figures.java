package org.evcharging.central.http;

import java.util.List;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.lock.LockReport;

/** What is counted anyway, for {@code /metrics}. Thread-safe; each is read once a scrape. */
public interface Figures {
  /** How requests and sessions came out; never ahead of the disk. */
  Outcomes outcomes();

  JournalCounters journalCounters();

  /** Each lock, and those of a kind together. */
  List<LockReport> locks();

  /** A few single account's locks: those that were waited for longest. */
  List<LockReport> mostWaitedForAccounts();

  /** Messages that wait for Kafka or are on their way. */
  long outboxBacklog();

  /** Monitors that are connected, registered or not. */
  long connectedMonitors();
}
