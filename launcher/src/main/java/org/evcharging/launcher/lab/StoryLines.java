package org.evcharging.launcher.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.evcharging.launcher.lab.Findings.Half;

/** Writes an experiment down for people. Used once, by one thread. */
final class StoryLines {
  private static final String INDENT = "  ";

  private final Story story;
  private final Findings findings;
  private final Paper paper;
  private final List<String> lines = new ArrayList<>();

  StoryLines(Story story, Findings findings, Paper paper) {
    this.story = story;
    this.findings = findings;
    this.paper = paper;
  }

  List<String> lines() {
    lines.add(paper.ink().bold(story.title()));
    lines.add("");
    add("", how());
    half("WITHOUT " + story.lock(), findings.without());
    half("WITH " + story.lock(), findings.with());
    prevention();
    return List.copyOf(lines);
  }

  private String how() {
    return switch (findings.scheduling()) {
      case WORST ->
          "Two real threads write down themselves what they do, and when, in nanoseconds since the"
              + " start. Each is stopped "
              + story.worst()
              + ", until the other can go no further: a scheduler may do that at any time"
              + " (--no-pause leaves it to yours).";
      case AS_IT_COMES ->
          "Two real threads write down themselves what they do, and when, in nanoseconds since the"
              + " start. Nobody stops them but your scheduler: how often it goes wrong is luck.";
    };
  }

  private void half(String heading, Half half) {
    lines.add("");
    lines.add(paper.ink().bold(heading) + paper.ink().dim(", " + tries(half)));
    lines.add("");
    lines.addAll(new Timeline(half.shown().steps(), paper).lines());
    lines.add("");
    verdict(half);
    half.shown().remarks().forEach(remark -> add(INDENT, remark));
  }

  private static String tries(Half half) {
    if (half.wentWrong()) {
      return "try " + half.tries() + " of at most " + half.mostTries();
    }
    return half.tries() == 1 ? "1 try" : "the last of %,d tries".formatted(half.tries());
  }

  private void verdict(Half half) {
    String often = half.wentWrong() || half.tries() == 1 ? "" : " So it was each time.";
    List<String> wrapped =
        Paper.wrap(half.shown().outcome() + ": " + half.shown().words() + often, paper.columns());
    for (String line : wrapped) {
      lines.add(half.wentWrong() ? paper.ink().red(line) : paper.ink().green(line));
    }
  }

  private void prevention() {
    findings
        .preventedAt()
        .ifPresent(at -> {
          lines.add("");
          lines.add(paper.ink().bold(story.prevention()));
          lines.add(INDENT + at);
          at.code().ifPresent(code -> lines.add(INDENT + INDENT + paper.ink().dim(code)));
        });
    if (!findings.proven()) {
      lines.add("");
      add("", unproven());
    }
  }

  private String unproven() {
    return findings.with().wentWrong()
        ? "It went wrong in spite of "
            + story.lock().toLowerCase(Locale.ROOT)
            + ": that is a bug of this program; please report it."
        : "It did not go wrong once without it, which proves nothing: a race is lost rarely, and"
            + " then it counts. Give it more --tries"
            + (findings.scheduling() == Scheduling.WORST ? "." : ", or leave out --no-pause.");
  }

  private void add(String indent, String text) {
    Paper.wrap(text, paper.columns() - indent.length()).forEach(line -> lines.add(indent + line));
  }
}
