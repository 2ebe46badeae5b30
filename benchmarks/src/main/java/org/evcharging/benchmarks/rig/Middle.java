package org.evcharging.benchmarks.rig;

/** What stands between drivers and engines while they are measured. */
interface Middle extends AutoCloseable {
  /** Ends all its threads. */
  @Override
  void close();
}
