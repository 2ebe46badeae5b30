package org.evcharging.clearing.store;

/** The disk does not do what it must: nothing can be promised any more. Its message is one line. */
public final class StorageFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /** With one line for the user. */
  public StorageFailure(String message) {
    super(message);
  }

  /** With one line for the user. */
  public StorageFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
