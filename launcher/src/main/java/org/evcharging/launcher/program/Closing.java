package org.evcharging.launcher.program;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of many parts that do not need each other. */
public final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes all at the same time; returns when all are closed. What one throws is logged. */
  public static void together(List<? extends AutoCloseable> parts) {
    try (ExecutorService closers = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> closers.execute(() -> close(part)));
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.warn("part={} did not close: {}", part.getClass().getSimpleName(), e.toString());
    }
  }
}
