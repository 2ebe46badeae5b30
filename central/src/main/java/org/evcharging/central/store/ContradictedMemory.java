package org.evcharging.central.store;

import java.util.OptionalInt;

/**
 * A constraint of the database says that what Central holds in memory cannot be true. Central must
 * halt; the record that led to it must not be decided in the same way again.
 */
public final class ContradictedMemory extends StoreFailure {
  private static final long serialVersionUID = 1L;

  private final int eventIndex;

  /**
   * @param eventIndex which event of the batch was refused, from 0; negative if it was none of them
   */
  public ContradictedMemory(String message, int eventIndex, Throwable cause) {
    super(message, cause);
    this.eventIndex = eventIndex;
  }

  /** Which event of the batch was refused; empty if it was none of them. */
  public OptionalInt eventIndex() {
    return eventIndex < 0 ? OptionalInt.empty() : OptionalInt.of(eventIndex);
  }
}
