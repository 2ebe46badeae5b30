package org.evcharging.central.dashboard;

import java.util.ArrayList;
import java.util.List;

/** A line being typed, and those typed before. Not thread-safe. */
final class CommandLine {
  private static final int MAX_LENGTH = 200;
  private static final int MAX_HISTORY = 100;

  private final List<String> history = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int cursor;

  /** Where in the history we are; its size while a new line is typed. */
  private int place;

  /** What was typed before going back in the history. */
  private String unfinished = "";

  String text() {
    return line.toString();
  }

  /** 0 to the line's length. */
  int cursor() {
    return cursor;
  }

  /** Types a character; what does not fill exactly one cell, and what is too long, is ignored. */
  void type(char character) {
    boolean fits = line.length() < MAX_LENGTH;
    if (fits && PlainText.of(String.valueOf(character)).equals(String.valueOf(character))) {
      line.insert(cursor++, character);
    }
  }

  void replace(String text) {
    line.setLength(0);
    line.append(text, 0, Math.min(text.length(), MAX_LENGTH));
    cursor = line.length();
  }

  void deleteBefore() {
    if (cursor > 0) {
      line.deleteCharAt(--cursor);
    }
  }

  void deleteAfter() {
    if (cursor < line.length()) {
      line.deleteCharAt(cursor);
    }
  }

  void move(int characters) {
    cursor = Math.clamp((long) cursor + characters, 0, line.length());
  }

  /** Takes the line away, and remembers it. */
  String enter() {
    String entered = text();
    boolean isNew = history.isEmpty() || !history.getLast().equals(entered);
    if (!entered.isBlank() && isNew) {
      history.addLast(entered);
      if (history.size() > MAX_HISTORY) {
        history.removeFirst();
      }
    }
    place = history.size();
    unfinished = "";
    replace("");
    return entered;
  }

  void earlier() {
    if (place == 0) {
      return;
    }
    if (place == history.size()) {
      unfinished = text();
    }
    replace(history.get(--place));
  }

  void later() {
    if (place < history.size()) {
      place++;
      replace(place == history.size() ? unfinished : history.get(place));
    }
  }
}
