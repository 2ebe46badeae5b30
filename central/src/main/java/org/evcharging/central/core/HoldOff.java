package org.evcharging.central.core;

/**
 * Something that keeps a charge point out of order until it is lifted. Hold-offs are independent:
 * all must be lifted (spec §3).
 *
 * @param source who or what set it, {@code operator} say
 */
public record HoldOff(String source) {
  /** An operator's stop. */
  public static final HoldOff OPERATOR = new HoldOff("operator");
}
