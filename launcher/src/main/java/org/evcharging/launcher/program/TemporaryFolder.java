package org.evcharging.launcher.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one run. */
public final class TemporaryFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TemporaryFolder.class);

  private TemporaryFolder() {}

  /**
   * Makes one where the operating system keeps such.
   *
   * @param program the command without {@code ev}, for its name
   * @throws UserError if it cannot be made
   */
  public static Path make(String program) {
    try {
      return Files.createTempDirectory("ev-" + program + "-");
    } catch (IOException e) {
      throw new UserError(
          "no temporary folder (" + FileTrouble.words(e) + "); give one with --data", e);
    }
  }

  /** Removes it with all that is in it; what cannot be removed is logged. */
  public static void remove(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("folder={} could not be removed: {}", folder, e.toString());
    }
  }
}
