package org.evcharging.clearing.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;

/**
 * Tables on a disk. Everything but {@link #inTransaction} and {@link #close} is to be called within
 * one; what contradicts what is there already is a {@link StorageFailure}. For one thread at a
 * time.
 */
public interface ClearingTables extends AutoCloseable {
  /** What is done in one transaction. */
  interface Work<T> {
    T on(ClearingTables tables) throws StorageFailure;
  }

  /** Does all of it or nothing, and returns when it is on the disk. */
  <T> T inTransaction(Work<T> work) throws StorageFailure;

  /**
   * How far a member is.
   *
   * @param batches how many are stored
   */
  record Participant(long batches, long cdrs, boolean finished) {}

  /**
   * A period.
   *
   * @param nettedAt when the last of its members had finished
   */
  record Period(
      ClearingPeriod period,
      Instant openedAt,
      Optional<Instant> nettedAt,
      SortedMap<MemberId, Participant> members) {}

  /**
   * Opens a period.
   *
   * @return false if it was opened before: then nothing is changed
   */
  boolean insertPeriod(ClearingPeriod period, SortedSet<MemberId> members, Instant now)
      throws StorageFailure;

  /** All periods, the first first. */
  List<Period> periods() throws StorageFailure;

  /** Empty if it is no member of the period, or that was never opened. */
  Optional<Participant> participant(ClearingPeriod period, MemberId member) throws StorageFailure;

  /** What the member's secret must match; empty if it has not come yet. */
  Optional<SecretHash> secret(MemberId member) throws StorageFailure;

  void keepSecret(MemberId member, SecretHash secret) throws StorageFailure;

  /** Once only. */
  void markFinished(ClearingPeriod period, MemberId member, Instant now) throws StorageFailure;

  /** The digest of a stored batch. */
  Optional<String> digest(ClearingPeriod period, MemberId member, long number)
      throws StorageFailure;

  /** The number of the batch that a CDR came with, if it did. */
  Optional<Long> batchOf(ClearingPeriod period, Cdr cdr) throws StorageFailure;

  /**
   * With its CDRs.
   *
   * @return false if one of them came before, with an earlier batch or in this one: then nothing is
   *     changed
   */
  boolean insertBatch(Batch batch) throws StorageFailure;

  /** Adds to what one member wants from another. */
  void addClaim(ClearingPeriod period, Claim claim) throws StorageFailure;

  /** What all members want from each other, by creditor and debtor. */
  List<Claim> claims(ClearingPeriod period) throws StorageFailure;

  /** Once only. */
  void markNetted(ClearingPeriod period, Instant now) throws StorageFailure;

  boolean isNetted(ClearingPeriod period) throws StorageFailure;

  void insertTransfer(ClearingPeriod period, Transfer transfer) throws StorageFailure;

  /** What came of the netting, by payer and payee. */
  List<Transfer> transfers(ClearingPeriod period) throws StorageFailure;

  @Override
  void close();
}
