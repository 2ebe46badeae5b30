package org.evcharging.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder that is gone afterwards. */
record WorkFolder(Path path) implements AutoCloseable {

  /**
   * A new folder.
   *
   * @param parent made if it is not there; else the one for temporary files
   */
  static WorkFolder make(Optional<Path> parent) throws IOException {
    if (parent.isEmpty()) {
      return new WorkFolder(Files.createTempDirectory("ev-bench"));
    }
    Files.createDirectories(parent.get());
    return new WorkFolder(Files.createTempDirectory(parent.get(), "ev-bench"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
