package org.evcharging.clearing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.Prompt;
import org.evcharging.console.UserError;

/** How far an upload is, as a bar on a terminal's stderr; in a pipe nothing. For one thread. */
final class UploadProgress implements AutoCloseable {
  private static final int WIDTH = 80;
  private static final int BYTES_PER_KB = 1_000;

  private final Path file;
  private final boolean shown;
  private Optional<ProgressBar> bar = Optional.empty();

  /**
   * @param quiet whether programs read what is printed
   */
  UploadProgress(Path file, boolean quiet) {
    this.file = file;
    this.shown = !quiet && Prompt.terminal();
  }

  private static ProgressBar barFor(Path file) {
    try {
      return new ProgressBarBuilder()
          .setTaskName("uploading")
          .setInitialMax(Files.size(file))
          .setUnit(" kB", BYTES_PER_KB)
          .setStyle(ProgressBarStyle.ASCII)
          .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
          .build();
    } catch (IOException e) {
      throw new UserError("cannot read " + file + ": " + FileTrouble.words(e), e);
    }
  }

  /**
   * Shows it, from the first time on.
   *
   * @param cdrs that are stored
   * @param bytes of the file that were read for them
   */
  void stored(long cdrs, long bytes) {
    if (shown && bar.isEmpty()) {
      bar = Optional.of(barFor(file));
    }
    bar.ifPresent(it -> it.stepTo(bytes).setExtraMessage(cdrs + " CDRs"));
  }

  /** Leaves it as it is. May be called again. */
  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
