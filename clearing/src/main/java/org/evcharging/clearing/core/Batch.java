package org.evcharging.clearing.core;

import java.util.List;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;

/**
 * CDRs that are stored together or not at all.
 *
 * @param number counts a member's batches of a period, from 1
 * @param digest of its contents and of all that came before, by which it is known again: {@link
 *     BatchDigest}
 * @param cdrs at least one; the member is creditor of all of them
 */
public record Batch(
    ClearingPeriod period, MemberId member, long number, String digest, List<Cdr> cdrs) {
  /** Copies the list. */
  public Batch {
    cdrs = List.copyOf(cdrs);
  }
}
