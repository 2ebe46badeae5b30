package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.evcharging.central.core.Decision;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.SiteRules;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.Lane;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;

/**
 * What sites offer to book, each behind a lock of its own (spec §9): drivers who rush for the last
 * places of one site wait for each other and for nobody else. Thread-safe.
 */
public final class Sites {
  private final Journal journal;
  private final Supplier<Moment> clock;
  private final Locks locks;

  /** Those that have ever offered something; none is ever removed. */
  private final ConcurrentHashMap<SiteName, SiteSlot> slots = new ConcurrentHashMap<>();

  /**
   * @param known from the disk, with their windows that are not over for longer than {@link
   *     Site#REMEMBERED}
   */
  public Sites(Journal journal, Supplier<Moment> clock, Locks locks, List<Site> known) {
    this.journal = journal;
    this.clock = clock;
    this.locks = locks;
    for (Site site : known) {
      slots.put(site.name(), new SiteSlot(site, locks));
    }
  }

  /**
   * A site as it is.
   *
   * @param committed completes when that is on the disk
   */
  public record Look(Site site, CompletableFuture<Void> committed) {}

  /**
   * Decides an order; waits while too much waits for the disk. Whether there is such a site, and
   * such a driver, the caller has found out: neither ever goes away.
   */
  public Receipt order(SiteOrder order) throws InterruptedException {
    SiteSlot slot =
        order instanceof SiteOrder.Offer
            ? slots.computeIfAbsent(order.site(), this::empty)
            : slot(order.site()).orElseGet(() -> empty(order.site()));
    journal.acquire(Lane.NORMAL);
    slot.lock.lock(order.getClass().getSimpleName(), order.who());
    try {
      Moment now = clock.get();
      if (order instanceof SiteOrder.Offer) {
        // Nothing else adds windows.
        slot.become(slot.site().withoutOver(now.wall().minus(Site.REMEMBERED)), now.wall());
      }
      Decision decision = decideOrRelease(slot.site(), order, now);
      append(slot, decision.events());
      return new Receipt(decision.reply(), journal.whenCommitted(slot.newestEntry()));
    } finally {
      slot.lock.unlock();
    }
  }

  private SiteSlot empty(SiteName name) {
    return new SiteSlot(Site.empty(name), locks);
  }

  private Decision decideOrRelease(Site site, SiteOrder order, Moment now) {
    try {
      return SiteRules.decide(site, order, now);
    } catch (RuntimeException e) {
      journal.release();
      throw e;
    }
  }

  /** A site as it is now; one that offers nothing if it never did. */
  public Look look(SiteName name) {
    SiteSlot slot = slots.get(name);
    if (slot == null) {
      return new Look(Site.empty(name), CompletableFuture.completedFuture(null));
    }
    slot.lock.lock("look", name);
    try {
      return new Look(
          slot.site().withoutOver(clock.get().wall()), journal.whenCommitted(slot.newestEntry()));
    } finally {
      slot.lock.unlock();
    }
  }

  /** Has decided what is due: places of those who did not come, windows that are over. */
  public void timePassed() throws InterruptedException {
    Instant now = clock.get().wall();
    for (SiteSlot slot : slots.values()) {
      if (slot.isDue(now)) {
        timePassed(slot);
      }
    }
  }

  private void timePassed(SiteSlot slot) throws InterruptedException {
    journal.acquire(Lane.RESERVED);
    slot.lock.lock("time passed", slot.name);
    try {
      Instant now = clock.get().wall();
      slot.become(slot.site(), now);
      append(slot, SiteRules.timePassed(slot.site(), now));
    } finally {
      slot.lock.unlock();
    }
  }

  /** Appends what follows from a decision, with the permit that is held, or gives that back. */
  @GuardedBy("slot.lock")
  private void append(SiteSlot slot, List<Event> events) {
    if (events.isEmpty()) {
      journal.release();
      return;
    }
    Changes changes = new Changes();
    for (Event event : events) {
      if (event instanceof Event.SiteChanged changed) {
        slot.become(changes.apply(slot.site(), changed), changed.at());
      }
    }
    slot.changedBy(
        journal.append(
            new Entry(
                events, List.of(), List.of(), changes.seen(), Optional.empty(), Optional.empty())));
  }

  /** Windows that one decision changes, as everybody may see them after it. */
  static final class Changes {
    private final Map<WindowId, WindowView> windows = new LinkedHashMap<>();

    Site apply(Site site, Event.SiteChanged event) {
      Site after = site.after(event);
      windows.put(event.window(), after.view(event.window()));
      return after;
    }

    List<WindowView> seen() {
      return List.copyOf(windows.values());
    }
  }

  /** The slot of a site that has offered something; empty where nothing can be booked. */
  Optional<SiteSlot> slot(SiteName name) {
    return Optional.ofNullable(slots.get(name));
  }

  /** What all locks together have cost. */
  public LockReport lockReport() {
    List<LockReport> each = new ArrayList<>();
    slots.values().forEach(slot -> each.add(slot.lock.report()));
    return LockReport.ofAll("sites", LockRank.SITE, each, LockReport.Figures.NONE);
  }
}
