package org.evcharging.lock;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock with a name and a rank, that refuses to be taken out of order or twice, and shows what it
 * costs: who holds it and what for, how often it was taken, how long threads waited for it and held
 * it. The check is a comparison with the last lock this thread took, so it stays on in production.
 * At DEBUG it logs each time it is taken and released. Thread-safe.
 */
public class RankedLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(RankedLock.class);

  /**
   * Whether times are taken. Off only where the price of that is measured: {@code
   * -Dev.locks.unmeasured=true}.
   */
  private static final boolean MEASURED = !Boolean.getBoolean("ev.locks.unmeasured");

  private static final Use UNNAMED = new Use("-", "-");

  /** The newest lock each thread holds; each lock remembers the one taken before it. */
  private static final ThreadLocal<@Nullable RankedLock> NEWEST_HELD = new ThreadLocal<>();

  /**
   * What a lock was taken for.
   *
   * @param about whom or what it concerns: a session's id, say
   */
  private record Use(String reason, Object about) {}

  private final LockRank rank;
  private final String name;
  private final transient LockFigures figures = new LockFigures();

  /** What its holder holds it for; set by the holder, read by reports at any time. */
  private final transient AtomicReference<@Nullable Use> use = new AtomicReference<>();

  // The holder's alone.
  private transient @Nullable RankedLock heldBefore;

  /** When the holder took it; for reports it may be a moment old. */
  private volatile long takenAtNanos;

  /**
   * @param name what reports and errors call it
   */
  public RankedLock(LockRank rank, String name) {
    this.rank = rank;
    this.name = name;
  }

  /**
   * @throws LockOrderViolation if this thread holds a lock of the same or a later rank
   */
  @Override
  public void lock() {
    lock(UNNAMED);
  }

  /**
   * Takes it, and says what for.
   *
   * @param reason in a word or two, the same each time
   * @param about whom or what it concerns; only turned into text for who looks
   * @throws LockOrderViolation if this thread holds a lock of the same or a later rank
   */
  public void lock(String reason, Object about) {
    lock(new Use(reason, about));
  }

  private void lock(Use wanted) {
    RankedLock before = requireOrder();
    if (super.tryLock()) {
      taken(before, wanted, 0);
      return;
    }
    long startNanos = now();
    super.lock();
    taken(before, wanted, now() - startNanos);
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    RankedLock before = requireOrder();
    long startNanos = now();
    super.lockInterruptibly();
    taken(before, UNNAMED, now() - startNanos);
  }

  @Override
  public boolean tryLock() {
    RankedLock before = requireOrder();
    boolean success = super.tryLock();
    if (success) {
      taken(before, UNNAMED, 0);
    }
    return success;
  }

  @Override
  public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
    RankedLock before = requireOrder();
    long startNanos = now();
    boolean success = super.tryLock(timeout, unit);
    if (success) {
      taken(before, UNNAMED, now() - startNanos);
    }
    return success;
  }

  @Override
  public void unlock() {
    if (isHeldByCurrentThread()) {
      long heldNanos = now() - takenAtNanos;
      figures.held(heldNanos);
      Use ended = use.getPlain();
      use.lazySet(null);
      RankedLock before = heldBefore;
      if (before == null) {
        NEWEST_HELD.remove();
      } else {
        NEWEST_HELD.set(before);
      }
      super.unlock();
      if (LOG.isDebugEnabled() && ended != null) {
        LOG.debug(
            "lock=\"{}\" released reason=\"{}\" id={} heldNs={}",
            name,
            ended.reason(),
            ended.about(),
            heldNanos);
      }
    } else {
      super.unlock();
    }
  }

  /**
   * @throws UnsupportedOperationException always: waiting would give the lock up behind the back of
   *     the order check
   */
  @Override
  public Condition newCondition() {
    throw new UnsupportedOperationException("a RankedLock is never waited on");
  }

  /** What it has cost so far, and who holds it now. */
  public LockReport report() {
    return new LockReport(name, rank, 1, getQueueLength(), holder(), figures.read());
  }

  private Optional<LockReport.Holder> holder() {
    Use now = use.get();
    Thread owner = getOwner();
    return now == null || owner == null
        ? Optional.empty()
        : Optional.of(
            new LockReport.Holder(
                nameOf(owner),
                now.reason(),
                String.valueOf(now.about()),
                Math.max(0, now() - takenAtNanos)));
  }

  private static String nameOf(Thread thread) {
    return thread.getName().isEmpty() ? "virtual-" + thread.threadId() : thread.getName();
  }

  @Override
  public String toString() {
    return rank + " \"" + name + "\"";
  }

  private @Nullable RankedLock requireOrder() {
    RankedLock newest = NEWEST_HELD.get();
    if (newest != null && newest.rank.compareTo(rank) >= 0) {
      throw new LockOrderViolation(this, newest);
    }
    return newest;
  }

  private void taken(@Nullable RankedLock before, Use wanted, long waitedNanos) {
    heldBefore = before;
    NEWEST_HELD.set(this);
    use.lazySet(wanted);
    takenAtNanos = now();
    figures.taken(waitedNanos);
    if (LOG.isDebugEnabled()) {
      LOG.debug(
          "lock=\"{}\" taken reason=\"{}\" id={} waitedNs={}",
          name,
          wanted.reason(),
          wanted.about(),
          waitedNanos);
    }
  }

  private static long now() {
    return MEASURED ? System.nanoTime() : 0;
  }
}
