package org.evcharging.simulation.world;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.evcharging.time.Clocks;

/**
 * One life of a program: from its start until it is killed. What it has planned for later does not
 * happen any more once it is dead, and waits while it is paused; the program's clocks go on
 * meanwhile, as real ones do. Not thread-safe.
 */
public final class Life {
  private final Machine machine;
  private final World world;
  private final Clocks clocks;
  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean alive = true;
  private boolean paused;
  private Runnable afterEach = () -> {};

  public Life(Machine machine) {
    this.machine = machine;
    this.world = machine.world();
    this.clocks =
        new Clocks() {
          @Override
          public Instant instant() {
            return machine.wall();
          }

          @Override
          public long nanos() {
            return machine.monotonicNanos();
          }
        };
  }

  public Clocks clocks() {
    return clocks;
  }

  public World world() {
    return world;
  }

  public boolean isAlive() {
    return alive;
  }

  public boolean isPaused() {
    return alive && paused;
  }

  /** Plans what this program does so much later, if it still lives then. */
  public World.Planned after(long delayNanos, Runnable action) {
    return world.after(delayNanos, () -> live(action));
  }

  /** Does it now: at once, or when the pause is over; never, if it is dead. */
  public void live(Runnable action) {
    if (!alive) {
      return;
    }
    if (paused || !held.isEmpty()) {
      held.addLast(action);
    } else {
      act(action);
    }
  }

  private void act(Runnable action) {
    action.run();
    if (alive) {
      afterEach.run();
    }
  }

  /** What this program looks after whenever it has done anything: whether it has more to do. */
  public void afterEach(Runnable look) {
    afterEach = look;
  }

  public void pause() {
    paused = true;
  }

  /** Goes on with all that came meanwhile, in its order. */
  public void resume() {
    paused = false;
    goOn();
  }

  private void goOn() {
    // One at a time: each may kill or pause the program.
    if (alive && !paused && !held.isEmpty()) {
      Runnable next = held.peekFirst();
      act(next);
      held.pollFirst();
      world.after(0, this::goOn);
    }
  }

  public void kill() {
    alive = false;
    held.clear();
  }

  public void trace(Supplier<String> what) {
    world.trace(machine.name(), what);
  }

  @Override
  public String toString() {
    return machine.name();
  }
}
