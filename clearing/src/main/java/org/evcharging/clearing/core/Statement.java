package org.evcharging.clearing.core;

import java.util.List;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;

/**
 * What a member gets and pays for a period.
 *
 * @param claims all between it and others, in either direction
 * @param positionCents what it claims less what is claimed from it
 * @param transfers those that it takes part in; they come to its position
 */
public record Statement(
    ClearingPeriod period,
    MemberId member,
    List<Claim> claims,
    long positionCents,
    List<Transfer> transfers) {
  /** Copies the lists. */
  public Statement {
    claims = List.copyOf(claims);
    transfers = List.copyOf(transfers);
  }

  /** Picks a member's part out of what all have claimed. */
  public static Statement of(
      ClearingPeriod period, MemberId member, List<Claim> allClaims, List<Transfer> allTransfers) {
    List<Claim> own =
        allClaims.stream()
            .filter(it -> it.creditor().equals(member) || it.debtor().equals(member))
            .toList();
    return new Statement(
        period,
        member,
        own,
        own.stream().mapToLong(it -> it.creditor().equals(member) ? it.cents() : -it.cents()).sum(),
        allTransfers.stream()
            .filter(it -> it.from().equals(member) || it.to().equals(member))
            .toList());
  }
}
