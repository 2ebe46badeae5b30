package org.evcharging.launcher.lab;

/** A race that can be run again and again. */
interface Experiment extends AutoCloseable {
  /**
   * Runs it once. Not again after it went wrong: a database that has seen a contradiction takes
   * nothing more.
   */
  Attempt attempt() throws Exception;

  @Override
  void close();
}
