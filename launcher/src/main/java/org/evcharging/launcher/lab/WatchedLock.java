package org.evcharging.launcher.lab;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;

/**
 * A lock of Central's, or one that does nothing, that has a thread of a race write down how it
 * comes to it, and that it leaves it. For all other threads it is the lock alone.
 */
final class WatchedLock extends RankedLock {
  private static final long serialVersionUID = 1L;

  private static final StackWalker STACK = StackWalker.getInstance();

  /**
   * Makes them.
   *
   * @param protection what they do besides
   */
  record Factory(Protection protection) implements Locks {
    @Override
    public RankedLock lock(LockRank rank, String name) {
      return new WatchedLock(rank, name, protection);
    }
  }

  private final String name;
  private final Protection protection;
  private final RankedLock lock;

  private WatchedLock(LockRank rank, String name, Protection protection) {
    super(rank, name);
    this.name = name;
    this.protection = protection;
    this.lock = protection.locks().lock(rank, name);
  }

  @Override
  public void lock() {
    lock("-", "-");
  }

  @Override
  public void lock(String reason, Object about) {
    Optional<Racer> racer = Racer.running();
    if (racer.isPresent()) {
      comes(racer.get(), reason, about);
    } else {
      lock.lock(reason, about);
    }
  }

  private void comes(Racer racer, String reason, Object about) {
    switch (protection) {
      case WITHOUT -> {
        lock.lock(reason, about);
        racer.note(Did.PASSES, name);
      }
      case WITH -> {
        if (lock.tryLock()) {
          racer.note(Did.TAKES, name);
        } else {
          racer.waits(name);
          lock.lock(reason, about);
          racer.note(Did.GETS, name);
        }
      }
    }
    racer.locksAt(caller());
  }

  private static Optional<StackFrame> caller() {
    return STACK.walk(frames ->
        frames
            .filter(frame -> !frame.getClassName().equals(WatchedLock.class.getName()))
            .findFirst());
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    lock.lockInterruptibly();
  }

  @Override
  public boolean tryLock() {
    return lock.tryLock();
  }

  @Override
  public boolean tryLock(long timeout, TimeUnit unit) throws InterruptedException {
    return lock.tryLock(timeout, unit);
  }

  /** What was decided under the lock is done by now: it is the last that happens under it. */
  @Override
  public void unlock() {
    Racer.running()
        .ifPresent(racer -> {
          racer.note(Did.WRITES);
          if (protection == Protection.WITH) {
            racer.note(Did.RELEASES, name);
          }
        });
    lock.unlock();
  }

  @Override
  public LockReport report() {
    return lock.report();
  }
}
