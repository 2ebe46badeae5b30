package org.evcharging.clearing.core;

/** A line that is no CDR. Its message is one line that says what is wrong with it. */
public final class BadRecord extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * @param line where it stands, from 1
   */
  public BadRecord(long line, String reason) {
    super(reason);
    this.line = line;
  }

  /** Where it stands, from 1. */
  public long line() {
    return line;
  }
}
