package org.evcharging.central.monitors;

import java.util.concurrent.ExecutionException;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.state.Receipt;

/** Waiting for the disk, which every answer does. */
final class Commits {
  private Commits() {}

  /**
   * The reply, once it may be told.
   *
   * @throws NotCommitted if it never will be: Central is stopping
   */
  static Reply await(Receipt receipt) throws InterruptedException, NotCommitted {
    try {
      receipt.committed().get();
      return receipt.reply();
    } catch (ExecutionException e) {
      throw new NotCommitted(e);
    }
  }

  /** The decision did not reach the disk. */
  static final class NotCommitted extends Exception {
    private static final long serialVersionUID = 1L;

    NotCommitted(Throwable cause) {
      super("Central could not write to its database", cause);
    }
  }
}
