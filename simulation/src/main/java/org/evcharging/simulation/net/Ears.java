package org.evcharging.simulation.net;

import java.util.concurrent.CompletableFuture;

/** Whoever reads one side of a connection. */
public interface Ears {
  /** Tells whether it can take this payload now, without waiting for anything. */
  default boolean isReadyFor(String payload) {
    return true;
  }

  /**
   * Takes a payload.
   *
   * @return done when it may get the next
   */
  CompletableFuture<Void> hear(String payload);

  /**
   * Nothing more will come.
   *
   * @param goodbye whether the other side said so
   */
  void ended(boolean goodbye, String reason);
}
