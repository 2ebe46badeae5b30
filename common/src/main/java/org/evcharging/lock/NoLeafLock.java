package org.evcharging.lock;

import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A leaf lock that lets everybody in at once. Who waits on it is woken at once, for no reason or
 * because the time is up, so that what fails is what the lock guards and not the waiting.
 */
final class NoLeafLock extends ReentrantLock {
  private static final long serialVersionUID = 1L;

  @Override
  public void lock() {}

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

  @Override
  public Condition newCondition() {
    return new NoWaiting();
  }

  private static final class NoWaiting implements Condition {
    @Override
    public void await() {}

    @Override
    public void awaitUninterruptibly() {}

    @Override
    public long awaitNanos(long nanosTimeout) {
      return 0;
    }

    @Override
    public boolean await(long time, TimeUnit unit) {
      return false;
    }

    @Override
    public boolean awaitUntil(Date deadline) {
      return false;
    }

    @Override
    public void signal() {}

    @Override
    public void signalAll() {}
  }
}
