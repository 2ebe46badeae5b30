package org.evcharging.simulation.verifier;

/** A promise was broken. The message names it, with the values. */
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String promise;
  private final String values;

  /**
   * @param promise a short name of what must hold, the same for every seed that breaks it
   * @param values what was seen instead
   */
  public Violation(String promise, String values) {
    super(promise + ": " + values);
    this.promise = promise;
    this.values = values;
  }

  public String promise() {
    return promise;
  }

  public String values() {
    return values;
  }
}
