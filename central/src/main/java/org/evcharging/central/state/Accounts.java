package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.AccountRules;
import org.evcharging.central.core.Decision;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.Lane;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;

/**
 * Drivers' accounts, each behind a lock of its own, so that different drivers never wait for each
 * other's money (spec §8). An account comes to memory when somebody needs it and leaves when nobody
 * has for a while; while it is there it is one object, so that there is one lock. Thread-safe.
 */
public final class Accounts {
  /** Accounts kept in memory although nobody needs them just now; some 40 MB. */
  static final int KEPT = 100_000;

  /** How many are looked at when one more has come than are kept. */
  private static final int SWEPT_AT_ONCE = 16;

  /** Single accounts in a report: those that were waited for longest. */
  private static final int REPORTED = 20;

  private final Store store;
  private final Journal journal;
  private final Supplier<Moment> clock;
  private final Locks locks;
  private final ConcurrentHashMap<DriverId, AccountSlot> slots = new ConcurrentHashMap<>();

  /**
   * Taken before accounts, by no more than one thread: which account may leave next, and what the
   * locks cost of those that left.
   */
  private final ReentrantLock sweeping;

  @GuardedBy("sweeping")
  private Iterator<DriverId> next = List.<DriverId>of().iterator();

  @GuardedBy("sweeping")
  private LockReport.Figures gone = LockReport.Figures.NONE;

  /**
   * @param held accounts of which something is held, from the disk
   */
  public Accounts(
      Store store, Journal journal, Supplier<Moment> clock, Locks locks, List<Account> held) {
    this.store = store;
    this.journal = journal;
    this.clock = clock;
    this.locks = locks;
    this.sweeping = locks.leaf();
    for (Account account : held) {
      AccountSlot slot = new AccountSlot(account.driver(), locks);
      slot.read(Optional.of(account));
      slots.put(account.driver(), slot);
    }
  }

  /** An account that is in memory until this is closed. */
  @FunctionalInterface
  public interface Kept extends AutoCloseable {
    /** Nobody's. */
    Kept NONE = () -> {};

    @Override
    void close();
  }

  private final class KeptSlot implements Kept {
    private final AccountSlot slot;

    private KeptSlot(AccountSlot slot) {
      this.slot = slot;
    }

    @Override
    public void close() {
      slots.computeIfPresent(
          slot.driver,
          (_, used) -> {
            used.users--;
            return used;
          });
      sweep();
    }
  }

  /**
   * What an account has now.
   *
   * @param account empty if the driver was never admitted
   * @param committed completes when that is on the disk
   */
  public record Balance(Optional<Account> account, CompletableFuture<Void> committed) {}

  /**
   * Has a driver's account in memory, and keeps it there. Reads the disk if it must, so never under
   * a lock.
   */
  public Kept keep(DriverId driver) throws StoreFailure {
    return keepSlot(driver);
  }

  private KeptSlot keepSlot(DriverId driver) throws StoreFailure {
    KeptSlot kept = new KeptSlot(use(driver));
    try {
      if (!kept.slot.isRead()) {
        kept.slot.read(store.account(driver));
      }
      return kept;
    } catch (StoreFailure | RuntimeException e) {
      kept.close();
      throw e;
    }
  }

  /**
   * Decides an order to move money. The same order again gets its first answer; waits while too
   * much waits for the disk.
   */
  public Receipt order(MoneyOrder order) throws StoreFailure, InterruptedException {
    try (KeptSlot kept = keepSlot(order.driver())) {
      while (true) {
        long forgotten = kept.slot.forgotten();
        // The disk before the lock; what is newer the account remembers itself.
        Optional<KnownOrder> onDisk = store.order(order.driver(), order.id());
        journal.acquire(Lane.NORMAL);
        Optional<Receipt> receipt = decide(kept.slot, order, onDisk, forgotten);
        if (receipt.isPresent()) {
          return receipt.get();
        }
        journal.release();
      }
    }
  }

  /** Empty if the account has forgotten orders since the disk was asked: it must be asked again. */
  private Optional<Receipt> decide(
      AccountSlot slot, MoneyOrder order, Optional<KnownOrder> onDisk, long forgotten) {
    slot.lock.lock(order.movement().name(), order.id());
    try {
      if (slot.forgotten() != forgotten) {
        return Optional.empty();
      }
      Optional<KnownOrder> known = slot.recent(order.id()).or(() -> onDisk);
      Decision decision = decideOrRelease(slot, known, order);
      if (decision.events().isEmpty()) {
        journal.release();
      } else {
        long entry =
            journal.append(new Entry(decision.events(), List.of(), List.of(), Optional.empty()));
        slot.changed(decision.events(), order, answer(decision), entry, journal::isCommitted);
      }
      return Optional.of(new Receipt(decision.reply(), journal.whenCommitted(slot.newestEntry())));
    } finally {
      slot.lock.unlock();
    }
  }

  @GuardedBy("slot.lock")
  private Decision decideOrRelease(AccountSlot slot, Optional<KnownOrder> known, MoneyOrder order) {
    try {
      return AccountRules.order(slot.account(), known, order, clock.get());
    } catch (RuntimeException e) {
      journal.release();
      throw e;
    }
  }

  /** What an account has, and what is held of it. */
  public Balance balance(DriverId driver) throws StoreFailure {
    try (KeptSlot kept = keepSlot(driver)) {
      AccountSlot slot = kept.slot;
      slot.lock.lock("balance", driver);
      try {
        return new Balance(slot.account(), journal.whenCommitted(slot.newestEntry()));
      } finally {
        slot.lock.unlock();
      }
    }
  }

  private static MoneyAnswer answer(Decision decision) {
    return ((Decision.Reply.MoneyOrdered) decision.reply()).answer();
  }

  /** Finds the account, and the site, that a decision upon the network needs; under its lock. */
  Teller teller(Sites sites, String reason) {
    return new Teller(this::inMemory, sites, reason);
  }

  /** What all locks together have cost; no account leaves meanwhile, to be counted twice. */
  public LockReport lockReport() {
    sweeping.lock();
    try {
      return LockReport.ofAll("accounts", LockRank.ACCOUNT, each(), gone);
    } finally {
      sweeping.unlock();
    }
  }

  /** What single locks have cost: those that were waited for longest, a few of them. */
  public List<LockReport> mostWaitedFor() {
    return each().stream()
        .filter(report -> report.figures().totalWaitNanos() > 0 || report.waiters() > 0)
        .sorted(LockReport.MOST_WAITED_FOR_FIRST)
        .limit(REPORTED)
        .toList();
  }

  private List<LockReport> each() {
    List<LockReport> each = new ArrayList<>();
    slots.values().forEach(slot -> each.add(slot.lock.report()));
    return each;
  }

  private AccountSlot inMemory(DriverId driver) {
    AccountSlot slot = slots.get(driver);
    if (slot == null) {
      throw new IllegalStateException("the account of " + driver + " is not in memory");
    }
    return slot;
  }

  private AccountSlot use(DriverId driver) {
    return slots.compute(
        driver,
        (_, found) -> {
          AccountSlot slot = found == null ? new AccountSlot(driver, locks) : found;
          slot.users++;
          return slot;
        });
  }

  /** Lets some go that nobody has needed, when there are more than are kept. */
  private void sweep() {
    if (slots.size() <= KEPT || !sweeping.tryLock()) {
      return;
    }
    try {
      for (int i = 0; i < SWEPT_AT_ONCE; i++) {
        if (!next.hasNext()) {
          next = slots.keySet().iterator();
        }
        AccountSlot slot = slots.get(next.next());
        if (slot != null && leaves(slot)) {
          gone = gone.plus(slot.lock.report().figures());
        }
      }
    } finally {
      sweeping.unlock();
    }
  }

  private boolean leaves(AccountSlot slot) {
    return slots.computeIfPresent(
            slot.driver, (_, it) -> it.isIdle(journal::isCommitted) ? null : it)
        == null;
  }
}
