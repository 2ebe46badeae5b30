package org.evcharging.simulation.world;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A program's timer, in virtual time. Ends with the program. Not thread-safe. */
public final class LifeScheduler extends AbstractExecutorService
    implements ScheduledExecutorService {
  private final Life life;

  public LifeScheduler(Life life) {
    this.life = life;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Task<Object> task = new Task<>(command);
    task.plan(unit.toNanos(delay));
    return task;
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    Task<V> task = new Task<>(callable);
    task.plan(unit.toNanos(delay));
    return task;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    return scheduleWithFixedDelay(command, initialDelay, period, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    Repeated task = new Repeated(command, unit.toNanos(delay));
    task.plan(unit.toNanos(initialDelay));
    return task;
  }

  @Override
  public void execute(Runnable command) {
    life.after(0, command);
  }

  private class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
    Task(Callable<V> callable) {
      super(callable);
    }

    // What a plain task gives in the end is of no interest to anybody.
    @SuppressWarnings("NullAway")
    Task(Runnable runnable) {
      super(runnable, null);
    }

    /** Nothing here fails quietly: what a task throws breaks the simulation. */
    @Override
    protected void setException(Throwable failure) {
      super.setException(failure);
      throw new IllegalStateException("a timed task failed: " + failure, failure);
    }

    void plan(long delayNanos) {
      var _ = life.after(delayNanos, this);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException("nobody asks");
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException("nobody asks");
    }
  }

  private final class Repeated extends Task<Object> {
    private final long delayNanos;

    Repeated(Runnable command, long delayNanos) {
      super(command);
      this.delayNanos = delayNanos;
    }

    @Override
    public void run() {
      if (runAndReset()) {
        plan(delayNanos);
      }
    }
  }

  /** It ends with its program. */
  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return !life.isAlive();
  }

  @Override
  public boolean isTerminated() {
    return !life.isAlive();
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
