package org.evcharging.central.store;

/** The database could not do what it must. The message is one line for the operator. */
public sealed class StoreFailure extends Exception permits ContradictedMemory {
  private static final long serialVersionUID = 1L;

  public StoreFailure(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreFailure(String message) {
    super(message);
  }

  /** The one line for the operator. */
  public String line() {
    return String.valueOf(getMessage());
  }
}
