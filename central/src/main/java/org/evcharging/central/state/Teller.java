package org.evcharging.central.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.BookableSites;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.Purses;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.WindowView;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.jspecify.annotations.Nullable;

/**
 * The site and the account that one decision needs: each locked when the rules first ask for it,
 * and until what was decided is in the journal. Most decisions ask for none. Used by one thread,
 * under the network's lock.
 */
// The checker follows a lock through one method; this one is held from the first question to close.
@SuppressWarnings("GuardedBy")
final class Teller implements Purses, BookableSites, AutoCloseable {
  private final Function<DriverId, AccountSlot> slots;
  private final Sites sites;
  private final String reason;
  private final Sites.Changes changes = new Sites.Changes();
  private @Nullable SiteSlot lockedSite;
  private @Nullable AccountSlot locked;

  /** By order of the network itself: what a new driver begins with. */
  private final List<Event.MoneyMoved> moved = new ArrayList<>(0);

  /**
   * @param slots finds an account that is in memory
   * @param sites what can be booked
   * @param reason what the account is needed for
   */
  Teller(Function<DriverId, AccountSlot> slots, Sites sites, String reason) {
    this.slots = slots;
    this.sites = sites;
    this.reason = reason;
  }

  @Override
  public Optional<Account> account(DriverId driver) {
    return slot(driver).account();
  }

  @Override
  public Optional<Site> site(SiteName name) {
    SiteSlot slot = siteSlot(name);
    return slot == null ? Optional.empty() : Optional.of(slot.site());
  }

  /** Makes an event true that the rules decided upon the account or the site. */
  void apply(Event event) {
    switch (event) {
      case Event.DriverAdmitted it -> slot(it.driver()).become(Account.empty(it.driver()));
      case Event.MoneyMoved it -> {
        AccountSlot slot = slot(it.driver());
        slot.become(slot.account().orElseThrow().after(it));
        if (it.operation().isPresent()) {
          moved.add(it);
        }
      }
      case Event.SiteChanged it -> {
        SiteSlot slot = Objects.requireNonNull(siteSlot(it.site()));
        slot.become(changes.apply(slot.site(), it), it.at());
      }
      default -> {
        // No matter of accounts or sites.
      }
    }
  }

  /** Windows that the decision has changed. */
  List<WindowView> windows() {
    return changes.seen();
  }

  /** What was decided is in the journal, under this number. */
  void appended(long entry) {
    if (lockedSite != null) {
      lockedSite.changedBy(entry);
    }
    if (locked != null) {
      locked.changedBy(entry);
      for (Event.MoneyMoved it : moved) {
        locked.remember(
            it.operation().orElseThrow(),
            new KnownOrder(it.movement(), it.amount(), new MoneyAnswer.Moved(it.balance())),
            entry);
      }
    }
  }

  @Override
  public void close() {
    if (locked != null) {
      locked.lock.unlock();
      locked = null;
    }
    if (lockedSite != null) {
      lockedSite.lock.unlock();
      lockedSite = null;
    }
  }

  /** Where nothing was ever offered there is no slot, and nothing to lock. */
  private @Nullable SiteSlot siteSlot(SiteName name) {
    if (lockedSite == null) {
      SiteSlot slot = sites.slot(name).orElse(null);
      if (slot != null) {
        slot.lock.lock(reason, name);
      }
      lockedSite = slot;
    }
    if (lockedSite != null && !lockedSite.name.equals(name)) {
      throw new IllegalStateException(
          "one decision needs the sites " + lockedSite.name + " and " + name);
    }
    return lockedSite;
  }

  private AccountSlot slot(DriverId driver) {
    if (locked == null) {
      AccountSlot slot = slots.apply(driver);
      slot.lock.lock(reason, driver);
      locked = slot;
    }
    if (!locked.driver.equals(driver)) {
      throw new IllegalStateException(
          "one decision needs the accounts of " + locked.driver + " and " + driver);
    }
    return locked;
  }
}
