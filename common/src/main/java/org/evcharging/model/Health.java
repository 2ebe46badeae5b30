package org.evcharging.model;

/** What a Monitor says of its Engine. */
public sealed interface Health {
  /** The Engine answers and is well. */
  record Ok() implements Health {}

  /**
   * The Engine says KO, or does not answer.
   *
   * @param reason for people to read; may be empty
   */
  record Ko(String reason) implements Health {}

  /** Tells whether this is {@link Ok}. */
  default boolean isOk() {
    return this instanceof Ok;
  }
}
