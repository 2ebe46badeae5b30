package org.evcharging.simulation.world;

import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * All that happens, one after the other: a queue ordered by (virtual time, sequence), taken from by
 * one thread. Nothing else in the simulation waits, and nothing looks at a real clock. Not
 * thread-safe.
 */
public final class World {
  private static final long NANOS_PER_MS = 1_000_000;

  private final PriorityQueue<Planned> queue = new PriorityQueue<>(1_024);
  private final Trace trace;
  private long nowNanos;
  private long sequence;
  private long happened;

  /** Something that will happen, unless it is called off. */
  public static final class Planned implements Comparable<Planned> {
    private final long atNanos;
    private final long sequence;
    private final Runnable action;
    private boolean calledOff;

    private Planned(long atNanos, long sequence, Runnable action) {
      this.atNanos = atNanos;
      this.sequence = sequence;
      this.action = action;
    }

    public void callOff() {
      calledOff = true;
    }

    @Override
    public int compareTo(Planned other) {
      int byTime = Long.compare(atNanos, other.atNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  public World(Trace trace) {
    this.trace = trace;
  }

  /** Nanoseconds since the beginning of the world. */
  public long nowNanos() {
    return nowNanos;
  }

  public long nowMs() {
    return nowNanos / NANOS_PER_MS;
  }

  /** How many things have happened so far. */
  public long happened() {
    return happened;
  }

  /** Plans something for so much later; behind all that is planned for the same moment. */
  public Planned after(long delayNanos, Runnable action) {
    return at(nowNanos + Math.max(0, delayNanos), action);
  }

  /** Plans something for a moment that is not over. */
  public Planned at(long atNanos, Runnable action) {
    Planned planned = new Planned(Math.max(atNanos, nowNanos), sequence++, action);
    queue.add(planned);
    return planned;
  }

  /**
   * Lets the next thing happen.
   *
   * @param untilNanos not later than this
   * @return false if there is none until then; then it is that time
   */
  public boolean step(long untilNanos) {
    Planned next = queue.peek();
    while (next != null && next.calledOff) {
      queue.remove();
      next = queue.peek();
    }
    if (next == null || next.atNanos > untilNanos) {
      nowNanos = Math.max(nowNanos, untilNanos);
      return false;
    }
    queue.remove();
    nowNanos = next.atNanos;
    happened++;
    next.action.run();
    return true;
  }

  /**
   * Notes a line of the trace.
   *
   * @param who a process or a thing
   * @param what asked only if somebody reads the trace
   */
  public void trace(String who, Supplier<String> what) {
    if (trace.isWanted()) {
      trace.line(nowNanos, who, what.get());
    }
  }
}
