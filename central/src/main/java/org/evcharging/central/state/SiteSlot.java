package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import org.evcharging.central.core.Site;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.model.SiteName;

/**
 * What one site offers to book, with the lock that is its own. Whoever changes it, or looks, holds
 * the lock; two drivers at once would else both find the last place free.
 */
final class SiteSlot {
  final SiteName name;
  final RankedLock lock;

  @GuardedBy("lock")
  private Site site;

  /** The number of the newest entry that changed it. */
  @GuardedBy("lock")
  private long newestEntry;

  /** When something is to be decided without anybody asking; set under the lock. */
  private volatile Instant due = Instant.MIN;

  SiteSlot(Site site, Locks locks) {
    this.name = site.name();
    this.site = site;
    this.lock = locks.lock(LockRank.SITE, "site " + name);
  }

  @GuardedBy("lock")
  Site site() {
    return site;
  }

  @GuardedBy("lock")
  void become(Site changed, Instant now) {
    site = changed;
    due = changed.nextDue(now).orElse(Instant.MAX);
  }

  @GuardedBy("lock")
  void changedBy(long entry) {
    newestEntry = entry;
  }

  @GuardedBy("lock")
  long newestEntry() {
    return newestEntry;
  }

  /** Tells, without the lock, whether something may have to be decided. */
  boolean isDue(Instant now) {
    return !now.isBefore(due);
  }
}
