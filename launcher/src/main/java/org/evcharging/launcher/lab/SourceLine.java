package org.evcharging.launcher.lab;

import java.io.IOException;
import java.lang.StackWalker.StackFrame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the project's sources, as the compiler wrote it into the class: it is never out of
 * date.
 *
 * @param file below the project's folder: {@code central/src/main/java/…/Accounts.java}
 * @param code what stands there; empty if the sources are not below the working directory
 */
record SourceLine(String file, int line, Optional<String> code) {
  private static final String ROOT = "org.evcharging.";

  /** Modules whose packages begin with their name; all others are of {@code common}. */
  private static final Set<String> NAMED_MODULES =
      Set.of("central", "engine", "monitor", "driver", "launcher");

  static SourceLine of(StackFrame frame) {
    return of(frame.toStackTraceElement());
  }

  static SourceLine of(StackTraceElement frame) {
    String type = frame.getClassName();
    String path = type.substring(0, type.lastIndexOf('.')).replace('.', '/');
    String file = module(type) + "/src/main/java/" + path + "/" + frame.getFileName();
    return new SourceLine(file, frame.getLineNumber(), code(Path.of(file), frame.getLineNumber()));
  }

  private static String module(String type) {
    String first = type.substring(ROOT.length()).replaceFirst("\\..*", "");
    return NAMED_MODULES.contains(first) ? first : "common";
  }

  private static Optional<String> code(Path file, int line) {
    try {
      List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
      return lines.size() < line ? Optional.empty() : Optional.of(lines.get(line - 1).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** {@code central/…/Accounts.java:156}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
