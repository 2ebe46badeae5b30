package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** How long the disk takes to make a small append safe, while nothing else uses it. */
final class DiskProbe {
  /** What SQLite adds to its log for the smallest transaction: one page. */
  private static final int APPEND_BYTES = 4096;

  private static final int SIGNIFICANT_DIGITS = 3;

  private DiskProbe() {}

  /** Appends and forces, one after the other, for so long; the times in nanoseconds. */
  static Histogram run(Path folder, Duration time) throws IOException {
    Histogram times = new Histogram(SIGNIFICANT_DIGITS);
    Path file = Files.createTempFile(folder, "fsync", ".probe");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
      ByteBuffer page = ByteBuffer.allocate(APPEND_BYTES);
      long endNanos = System.nanoTime() + time.toNanos();
      while (System.nanoTime() - endNanos < 0) {
        long startNanos = System.nanoTime();
        page.clear();
        channel.write(page);
        channel.force(false);
        times.recordValue(System.nanoTime() - startNanos);
      }
    } finally {
      Files.delete(file);
    }
    return times;
  }
}
