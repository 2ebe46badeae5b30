package org.evcharging.clearing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.store.ClearingTables.Participant;
import org.evcharging.clearing.store.ClearingTables.Period;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.evcharging.model.SecretHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What tables take and what they refuse; those in memory are tried so that tests can trust them.
 */
class ClearingTablesTest {
  private static final ClearingPeriod NOVEMBER = ClearingPeriod.of("2026-11");
  private static final ClearingPeriod DECEMBER = ClearingPeriod.of("2026-12");
  private static final MemberId A = new MemberId("A");
  private static final MemberId B = new MemberId("B");
  private static final MemberId STRANGER = new MemberId("X");
  private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

  enum Kind {
    SQLITE,
    MEMORY
  }

  @TempDir Path folder;
  private ClearingTables tables;

  private void open(Kind kind) throws StorageFailure {
    tables =
        switch (kind) {
          case SQLITE -> SqliteTables.open(folder.resolve("clearing.db"));
          case MEMORY -> new MemoryTables();
        };
    boolean _ =
        tables.inTransaction(it -> it.insertPeriod(NOVEMBER, new TreeSet<>(List.of(A, B)), NOW));
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @EnumSource
  void aPeriodIsOpenedOnce(Kind kind) throws StorageFailure {
    open(kind);

    assertThat(tables.insertPeriod(NOVEMBER, new TreeSet<>(List.of(STRANGER)), NOW)).isFalse();
    assertThat(tables.insertPeriod(DECEMBER, new TreeSet<>(List.of(A)), NOW)).isTrue();
    assertThat(tables.periods())
        .containsExactly(
            new Period(
                NOVEMBER, NOW, Optional.empty(), new TreeMap<>(Map.of(A, fresh(), B, fresh()))),
            new Period(DECEMBER, NOW, Optional.empty(), new TreeMap<>(Map.of(A, fresh()))));
  }

  @ParameterizedTest
  @EnumSource
  void aTransactionThatFailsLeavesNothing(Kind kind) throws StorageFailure {
    open(kind);

    assertThatThrownBy(() ->
            tables.inTransaction(it -> {
              boolean _ = it.insertBatch(batch(A, 1, cdr("1", A, B)));
              it.addClaim(NOVEMBER, new Claim(A, B, 100, 1));
              it.keepSecret(A, new SecretHash("salt", "hash"));
              it.markNetted(NOVEMBER, NOW);
              it.insertTransfer(NOVEMBER, new Transfer(B, A, 100));
              it.markFinished(NOVEMBER, A, NOW);
              it.markFinished(NOVEMBER, A, NOW);
              return true;
            }))
        .isInstanceOf(StorageFailure.class)
        .hasMessage("A has finished before");

    assertThat(tables.participant(NOVEMBER, A)).contains(fresh());
    assertThat(tables.digest(NOVEMBER, A, 1)).isEmpty();
    assertThat(tables.batchOf(NOVEMBER, cdr("1", A, B))).isEmpty();
    assertThat(tables.claims(NOVEMBER)).isEmpty();
    assertThat(tables.secret(A)).isEmpty();
    assertThat(tables.isNetted(NOVEMBER)).isFalse();
    assertThat(tables.transfers(NOVEMBER)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBatchIsThereOnceWithEachOfItsCdrs(Kind kind) throws StorageFailure {
    open(kind);
    assertThat(tables.insertBatch(batch(A, 1, cdr("1", A, B), cdr("2", A, B)))).isTrue();

    assertThat(tables.participant(NOVEMBER, A)).contains(new Participant(1, 2, false));
    assertThat(tables.digest(NOVEMBER, A, 1)).contains("digest 1");
    assertThat(tables.batchOf(NOVEMBER, cdr("2", A, B))).contains(1L);
    assertRefused(it -> it.insertBatch(batch(A, 1, cdr("3", A, B))));
    assertThat(tables.insertBatch(batch(A, 2, cdr("3", A, B), cdr("2", A, B)))).isFalse();
    assertThat(tables.batchOf(NOVEMBER, cdr("3", A, B))).as("nothing of it").isEmpty();
    assertRefused(it -> it.insertBatch(batch(A, 2)));
    assertRefused(it -> it.insertBatch(batch(A, 0, cdr("3", A, B))));
    assertRefused(it -> it.insertBatch(batch(A, 2, cdr("3", A, STRANGER))));
    assertRefused(it -> it.insertBatch(batch(STRANGER, 1, cdr("1", STRANGER, B))));
  }

  @ParameterizedTest
  @EnumSource
  void whoHasFinishedHasNothingMoreToAdd(Kind kind) throws StorageFailure {
    open(kind);
    tables.markFinished(NOVEMBER, A, NOW);

    assertThat(tables.participant(NOVEMBER, A)).contains(new Participant(0, 0, true));
    assertRefused(it -> it.markFinished(NOVEMBER, A, NOW));
    assertRefused(it -> it.markFinished(NOVEMBER, STRANGER, NOW));
    assertRefused(it -> it.markFinished(DECEMBER, B, NOW));
    assertRefused(it -> it.insertBatch(batch(A, 1, cdr("1", A, B))));
  }

  @ParameterizedTest
  @EnumSource
  void claimsOfTheSameTwoAreAddedUp(Kind kind) throws StorageFailure {
    open(kind);
    tables.addClaim(NOVEMBER, new Claim(B, A, 5, 1));
    tables.addClaim(NOVEMBER, new Claim(A, B, 100, 1));
    tables.addClaim(NOVEMBER, new Claim(A, B, 50, 2));

    assertThat(tables.claims(NOVEMBER))
        .containsExactly(new Claim(A, B, 150, 3), new Claim(B, A, 5, 1));
    assertRefused(it -> it.addClaim(NOVEMBER, new Claim(A, A, 1, 1)));
    assertRefused(it -> it.addClaim(NOVEMBER, new Claim(B, A, 1, -1)));
    assertRefused(it -> it.addClaim(NOVEMBER, new Claim(A, STRANGER, 1, 1)));
    assertRefused(it -> it.addClaim(DECEMBER, new Claim(A, B, 1, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void aPeriodIsNettedOnce(Kind kind) throws StorageFailure {
    open(kind);
    tables.markNetted(NOVEMBER, NOW);
    tables.insertTransfer(NOVEMBER, new Transfer(B, A, 100));

    assertThat(tables.isNetted(NOVEMBER)).isTrue();
    assertThat(tables.isNetted(DECEMBER)).isFalse();
    assertThat(tables.transfers(NOVEMBER)).containsExactly(new Transfer(B, A, 100));
    assertRefused(it -> it.markNetted(NOVEMBER, NOW));
    assertRefused(it -> it.markNetted(DECEMBER, NOW));
    assertRefused(it -> it.insertTransfer(NOVEMBER, new Transfer(B, A, 100)));
    assertRefused(it -> it.insertTransfer(NOVEMBER, new Transfer(A, B, 0)));
    assertRefused(it -> it.insertTransfer(NOVEMBER, new Transfer(A, A, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void aSecretIsKeptOnce(Kind kind) throws StorageFailure {
    open(kind);
    tables.keepSecret(A, new SecretHash("salt", "hash"));

    assertThat(tables.secret(A)).contains(new SecretHash("salt", "hash"));
    assertThat(tables.secret(B)).isEmpty();
    assertRefused(it -> it.keepSecret(A, new SecretHash("salt", "other")));
    assertRefused(it -> it.keepSecret(STRANGER, new SecretHash("salt", "hash")));
  }

  private interface Change {
    void on(ClearingTables tables) throws StorageFailure;
  }

  private void assertRefused(Change change) {
    assertThatThrownBy(() ->
            tables.inTransaction(it -> {
              change.on(it);
              return true;
            }))
        .isInstanceOf(StorageFailure.class);
  }

  private static Participant fresh() {
    return new Participant(0, 0, false);
  }

  private static Batch batch(MemberId member, long number, Cdr... cdrs) {
    return new Batch(NOVEMBER, member, number, "digest " + number, List.of(cdrs));
  }

  private static Cdr cdr(String id, MemberId creditor, MemberId debtor) {
    return new Cdr(id, creditor, debtor, NOW, NOW, new Energy(1_000), new Money(100));
  }
}
