package org.evcharging.lock;

import java.util.concurrent.TimeUnit;

/** A lock that lets everybody in at once: what happens then is what the real one prevents. */
final class NoLock extends RankedLock {
  private static final long serialVersionUID = 1L;

  NoLock(LockRank rank, String name) {
    super(rank, name);
  }

  @Override
  public void lock() {}

  @Override
  public void lock(String reason, Object about) {}

  @Override
  public void lockInterruptibly() {}

  @Override
  public boolean tryLock() {
    return true;
  }

  @Override
  public boolean tryLock(long timeout, TimeUnit unit) {
    return true;
  }

  @Override
  public void unlock() {}
}
