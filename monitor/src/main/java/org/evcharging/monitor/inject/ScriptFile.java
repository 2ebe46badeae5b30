package org.evcharging.monitor.inject;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evcharging.console.Durations;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.Script;
import org.evcharging.monitor.core.Script.Step;

/**
 * Faults planned in a file, one a line: {@code at 5s fault cable torn}. Blank lines and {@code #}
 * comments, on a line of their own or after a space, are ignored.
 */
public final class ScriptFile {
  /** More than anybody writes by hand; a bigger file is another file. */
  private static final long MAX_BYTES = 100_000;

  private static final int MAX_STEPS = 1_000;
  private static final Duration LATEST = Duration.ofDays(1);
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final Pattern FORM = Pattern.compile("at\\s+(\\S+)\\s+(\\S.*)");

  private ScriptFile() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with a sentence for the user that names the file, and the line
   *     if one of them is not right
   */
  public static Script read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            file + " is larger than " + MAX_BYTES + " bytes; is it the right one?");
      }
      return parse(file, Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(file + " is not there", e);
    } catch (AccessDeniedException e) {
      throw new IllegalArgumentException(file + " may not be read: permission denied", e);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Script parse(Path file, List<String> lines) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String content = content(lines.get(i));
      if (content.isEmpty()) {
        continue;
      }
      try {
        steps.add(step(content));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          file + " has " + steps.size() + " commands, more than " + MAX_STEPS);
    }
    return new Script(steps);
  }

  private static String content(String line) {
    String content = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    return content.replaceFirst("(^|\\s)#.*$", "").strip();
  }

  private static Step step(String content) {
    Matcher form = FORM.matcher(content);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected a time and a command, such as at 5s fault");
    }
    Duration at = Durations.parse(form.group(1));
    if (at.compareTo(LATEST) > 0) {
      throw new IllegalArgumentException(
          form.group(1) + " is too late; the latest is " + Durations.format(LATEST));
    }
    return new Step(at, Injection.parse(form.group(2)));
  }
}
