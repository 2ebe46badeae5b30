package org.evcharging.launcher.lab;

import java.util.Optional;

/**
 * What an experiment has shown.
 *
 * @param without the race that went wrong, or the last one if none did
 * @param with the last race, or the first that went wrong
 */
record Findings(String lab, Scheduling scheduling, Half without, Half with) {

  /**
   * One half of it.
   *
   * @param tries how many races were run
   * @param mostTries how many would have been
   * @param shown one of them
   */
  record Half(int tries, int mostTries, Attempt shown) {
    boolean wentWrong() {
      return shown.outcome() == Outcome.WRONG;
    }
  }

  /** Whether the race was lost without the lock, and never with it. */
  boolean proven() {
    return without.wentWrong() && !with.wentWrong();
  }

  /** The line of the sources that makes the difference. */
  Optional<SourceLine> preventedAt() {
    return with.shown().decidedAt();
  }

  /** Runs races until one goes wrong, or there were enough. */
  static Half half(Experiment experiment, int mostTries) throws Exception {
    int tries = 1;
    Attempt attempt = experiment.attempt();
    while (attempt.outcome() == Outcome.RIGHT && tries < mostTries) {
      attempt = experiment.attempt();
      tries++;
    }
    return new Half(tries, mostTries, attempt);
  }
}
