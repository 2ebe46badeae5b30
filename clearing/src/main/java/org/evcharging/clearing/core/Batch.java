package org.evcharging.clearing.core;

import java.util.List;

/**
 * CDRs that are stored together or not at all.
 *
 * @param number counts a member's batches of a period, from 1
 * @param digest of its contents, by which it is known again; hexadecimal SHA-256
 * @param cdrs at least one; the member is creditor of all of them
 */
public record Batch(Period period, MemberId member, long number, String digest, List<Cdr> cdrs) {
  /** Copies the list. */
  public Batch {
    cdrs = List.copyOf(cdrs);
  }
}
