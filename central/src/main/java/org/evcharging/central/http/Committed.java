package org.evcharging.central.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Nothing is answered before it is on the disk. */
final class Committed {
  /** Longer than that the disk does not work. */
  private static final long DISK_PATIENCE_S = 5;

  private Committed() {}

  /**
   * Waits for it.
   *
   * @throws Refusal if it does not come to that
   */
  static void await(CompletableFuture<Void> committed) throws InterruptedException {
    try {
      committed.get(DISK_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Refusal.unknownOutcome("Central may not have written it to its database, and stops");
    } catch (TimeoutException e) {
      throw Refusal.unknownOutcome(
          "Central's database takes longer than "
              + DISK_PATIENCE_S
              + " s; it may be done: ask again, with the same Idempotency-Key");
    }
  }
}
