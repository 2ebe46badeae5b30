package org.evcharging.clearing.core;

import org.evcharging.model.MemberId;

/**
 * What one member wants from another for a period: the sum of its CDRs.
 *
 * @param cents at least 0
 * @param cdrs how many they are
 */
public record Claim(MemberId creditor, MemberId debtor, long cents, long cdrs) {
  /**
   * Both together, of the same two members.
   *
   * @throws ArithmeticException if a sum is more than can be said
   */
  public Claim plus(Claim more) {
    return new Claim(
        creditor, debtor, Math.addExact(cents, more.cents), Math.addExact(cdrs, more.cdrs));
  }
}
