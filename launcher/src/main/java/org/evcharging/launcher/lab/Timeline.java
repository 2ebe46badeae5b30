package org.evcharging.launcher.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What two threads did, side by side: the time, a column for A, a column for B. */
record Timeline(List<Step> steps, Paper paper) {
  private static final String HEADING = "ns";
  private static final String RULE = " │ ";

  /** Wider columns would tear apart what belongs together. */
  private static final int WIDEST_SIDE = 44;

  private static final int LEAST_TIME = 10;

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            paper.ink().dim(padStart(HEADING)),
            paper.ink().of(Side.A, pad("thread A")),
            paper.ink().of(Side.B, "thread B")));
    lines.add(
        paper
            .ink()
            .dim(
                "─".repeat(timeWidth())
                    + "─┼─"
                    + "─".repeat(width())
                    + "─┼─"
                    + "─".repeat(width())));
    for (Step step : steps) {
      lines.addAll(lines(step));
    }
    return lines;
  }

  private List<String> lines(Step step) {
    List<String> lines = new ArrayList<>();
    String time = padStart(time(step));
    for (String words : Paper.wrap(step.words(), width())) {
      lines.add(
          switch (step.thread()) {
            case A -> line(paper.ink().dim(time), paint(step, pad(words)), "").stripTrailing();
            case B -> line(paper.ink().dim(time), pad(""), paint(step, words));
          });
      time = padStart("");
    }
    return lines;
  }

  /** What was read and what was written decides the race. */
  private String paint(Step step, String words) {
    return switch (step.did()) {
      case READS, WRITES, REFUSED -> paper.ink().strong(step.thread(), words);
      default -> paper.ink().of(step.thread(), words);
    };
  }

  private String line(String time, String a, String b) {
    String rule = paper.ink().dim(RULE);
    return time + rule + a + rule + b;
  }

  private int width() {
    return Math.min(WIDEST_SIDE, (paper.columns() - timeWidth() - 2 * RULE.length()) / 2);
  }

  private int timeWidth() {
    return steps.stream().mapToInt(step -> time(step).length()).reduce(LEAST_TIME, Math::max);
  }

  private static String time(Step step) {
    return String.format(Locale.ROOT, "%,d", step.atNanos());
  }

  private String padStart(String text) {
    return " ".repeat(timeWidth() - text.length()) + text;
  }

  private String pad(String text) {
    return text + " ".repeat(width() - text.length());
  }
}
