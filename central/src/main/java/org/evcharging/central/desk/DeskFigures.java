package org.evcharging.central.desk;

import java.util.List;
import java.util.Map;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockReport;

/** What {@code STATS} and {@code LOCKS} tell. Thread-safe. */
public interface DeskFigures {
  /** How much there is, by name, in the order in which it is shown. */
  Map<String, Long> stats() throws StoreFailure;

  /** Each lock, and those of a kind together. */
  List<LockReport> locks();

  /** A few single account's locks: those that were waited for longest. */
  List<LockReport> mostWaitedForAccounts();
}
