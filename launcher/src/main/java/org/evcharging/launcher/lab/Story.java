package org.evcharging.launcher.lab;

import java.util.List;

/**
 * What people are told around the timelines.
 *
 * @param title what is raced for
 * @param lock what makes the difference: {@code THE LOCK}
 * @param worst where each thread is stopped
 * @param prevention what the named line does
 */
record Story(String title, String lock, String worst, String prevention) {

  /** All that an experiment has shown, in lines. */
  List<String> lines(Findings findings, Paper paper) {
    return new StoryLines(this, findings, paper).lines();
  }
}
