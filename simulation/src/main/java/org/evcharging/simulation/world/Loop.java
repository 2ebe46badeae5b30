package org.evcharging.simulation.world;

import java.time.Duration;
import org.evcharging.time.Stepped;

/** What a {@link org.evcharging.time.Worker} is in real time: calls the steps of one work. */
public final class Loop {
  private final Life life;
  private final long idleNanos;
  private final Stepped work;
  private World.Planned next;
  private long nextNanos;
  private boolean resting;
  private boolean stopped;

  /**
   * A loop whose first step is planned for now.
   *
   * @param idle how long a step waits for news in real time, and so when the next comes without any
   */
  public Loop(Life life, Duration idle, Stepped work) {
    this.life = life;
    this.idleNanos = idle.toNanos();
    this.work = work;
    this.next = plan(0);
  }

  /** There is news: the next step comes so soon, unless the work wants to be left alone. */
  public void wake(long delayNanos) {
    long wantedNanos = life.world().nowNanos() + delayNanos;
    if (!stopped && !resting && wantedNanos < nextNanos) {
      next.callOff();
      next = plan(delayNanos);
    }
  }

  public void stop() {
    stopped = true;
    next.callOff();
  }

  private World.Planned plan(long delayNanos) {
    nextNanos = life.world().nowNanos() + delayNanos;
    return life.after(delayNanos, this::step);
  }

  private void step() {
    if (stopped) {
      return;
    }
    // Planned first: news that the step itself makes may bring it forward.
    resting = false;
    next = plan(idleNanos);
    Duration pause;
    try {
      pause = work.step(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts anybody here", e);
    }
    if (pause.isPositive() && !stopped) {
      next.callOff();
      next = plan(pause.toNanos());
      resting = true;
    }
  }
}
