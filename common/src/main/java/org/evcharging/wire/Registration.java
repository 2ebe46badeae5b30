package org.evcharging.wire;

/** What Central made of a {@code REGISTER}. */
public enum Registration {
  /** It has never heard of the charge point; its secret is fixed from now on. */
  FIRST,
  /** It knows the charge point. */
  AGAIN
}
