package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/**
 * One driver's account in memory, with the lock that is its own. Whoever changes it, or looks,
 * holds the lock; two orders at once would else both find the same balance, and one of them be
 * lost.
 */
final class AccountSlot {
  /** Orders remembered although they are on the disk: few, as most are never repeated. */
  private static final int REMEMBERED = 16;

  /**
   * An order and its answer.
   *
   * @param entry the journal's number
   */
  private record Recent(KnownOrder order, long entry) {}

  final DriverId driver;
  final RankedLock lock;

  /** How many threads need it in memory. Changed by the map's own atomic steps only. */
  int users;

  /** Whether the disk was looked at; set under the lock, and never undone. */
  private volatile boolean isRead;

  /** Empty while the driver was never admitted. */
  @GuardedBy("lock")
  private Optional<Account> account = Optional.empty();

  /** Those too new to be surely found on the disk, and a few more; the oldest first. */
  @GuardedBy("lock")
  private final Map<OperationId, Recent> recent = new LinkedHashMap<>();

  /** How many orders are no longer remembered, as they are on the disk; set under the lock. */
  private volatile long forgotten;

  /** The number of the newest entry that changed it. */
  @GuardedBy("lock")
  private long newestEntry;

  AccountSlot(DriverId driver, Locks locks) {
    this.driver = driver;
    this.lock = locks.lock(LockRank.ACCOUNT, "account " + driver);
  }

  boolean isRead() {
    return isRead;
  }

  /** Takes what the disk says, unless somebody was faster: then that may have changed since. */
  void read(Optional<Account> onDisk) {
    lock.lock("load", driver);
    try {
      if (!isRead) {
        account = onDisk;
        isRead = true;
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many orders it has forgotten so far: to be asked before the disk is. */
  long forgotten() {
    return forgotten;
  }

  /** Tells whether it can leave the memory: all of it is on the disk, and nothing held. */
  boolean isIdle(LongPredicate committed) {
    if (users > 0) {
      return false;
    }
    lock.lock("forget", driver);
    try {
      return committed.test(newestEntry)
          && account.map(known -> known.holds().isEmpty()).orElse(true);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  Optional<Account> account() {
    if (!isRead) {
      throw new IllegalStateException("the account of " + driver + " is not in memory");
    }
    return account;
  }

  @GuardedBy("lock")
  void become(Account changed) {
    account = Optional.of(changed);
  }

  @GuardedBy("lock")
  void changedBy(long entry) {
    newestEntry = entry;
  }

  @GuardedBy("lock")
  long newestEntry() {
    return newestEntry;
  }

  /** What was decided under an id; empty if it was not, or if the disk knows it. */
  @GuardedBy("lock")
  Optional<KnownOrder> recent(OperationId id) {
    return Optional.ofNullable(recent.get(id)).map(Recent::order);
  }

  /** Remembers what was decided under an id, until the disk surely knows it. */
  @GuardedBy("lock")
  void remember(OperationId id, KnownOrder order, long entry) {
    recent.put(id, new Recent(order, entry));
  }

  /** Makes the events of an order true, and remembers it until the disk surely knows it. */
  @GuardedBy("lock")
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  void changed(
      List<Event> events,
      MoneyOrder order,
      MoneyAnswer answer,
      long entry,
      LongPredicate committed) {
    for (Event event : events) {
      if (event instanceof Event.MoneyMoved moved) {
        account = account.map(before -> before.after(moved));
      }
    }
    newestEntry = entry;
    remember(order.id(), new KnownOrder(order.movement(), order.amount(), answer), entry);
    Iterator<Recent> oldestFirst = recent.values().iterator();
    while (recent.size() > REMEMBERED && committed.test(oldestFirst.next().entry())) {
      oldestFirst.remove();
      forgotten++;
    }
  }
}
