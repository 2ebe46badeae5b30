package org.evcharging.kafka;

import java.util.concurrent.CompletableFuture;

/**
 * A topic that is read as it grows; see {@link SteppedTail} for what that promises. Methods may be
 * called by any thread.
 */
public interface Tail extends AutoCloseable {

  /** Tells whether the tail stands in the topic: whatever is written from now on will be read. */
  boolean isReady();

  /**
   * Completes, on the tail's thread, when everything was handed over that is in the topic at some
   * moment after this call. Cancelled when the tail is closed.
   */
  CompletableFuture<Void> readToEnds();

  /**
   * Hands over no more records; returns at once. The one that is being handed over still counts as
   * read, those behind it come after a restart.
   */
  void stop();

  /** Stops reading and saves the position. Safe to be called again, and by the reader. */
  @Override
  void close();
}
