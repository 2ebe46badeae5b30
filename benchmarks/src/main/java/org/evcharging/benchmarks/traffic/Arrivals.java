package org.evcharging.benchmarks.traffic;

/** Told of what drivers hear, by the one thread that reads it. */
public interface Arrivals {
  /**
   * The driver may plug in.
   *
   * @param nowNanos when the driver read it, on the monotonic clock
   */
  void authorized(int slot, long nowNanos);

  /**
   * The authorisation is over: its driver may ask again.
   *
   * @param denied whether it was never granted
   */
  void over(int slot, boolean denied);
}
