package org.evcharging.clearing.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.lock.Locks;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;

/** A month that three companies clear. */
final class ClearingScene implements AutoCloseable {
  static final ClearingPeriod NOVEMBER = ClearingPeriod.of("2026-11");
  static final MemberId A = new MemberId("A");
  static final MemberId B = new MemberId("B");
  static final MemberId C = new MemberId("C");
  static final Instant START = Instant.parse("2026-11-20T18:00:00Z");

  final Storage storage;
  final Completion completion;

  ClearingScene(Path database) throws StorageFailure {
    storage = new Storage(SqliteTables.open(database), Locks.REAL);
    completion = new Completion(storage, () -> START, Locks.REAL);
  }

  /** With the month open. */
  static ClearingScene open(Path database) throws StorageFailure {
    ClearingScene scene = new ClearingScene(database);
    scene.completion.open(NOVEMBER, members());
    return scene;
  }

  /** How many of a member's are stored. */
  static long batches(Storage storage, MemberId member) throws StorageFailure {
    return storage.periods().getFirst().members().get(member).batches();
  }

  static SortedSet<MemberId> members() {
    return new TreeSet<>(List.of(A, B, C));
  }

  static Batch batch(MemberId member, long number, Cdr... cdrs) {
    return new Batch(NOVEMBER, member, number, "digest of " + List.of(cdrs), List.of(cdrs));
  }

  static Cdr cdr(String id, MemberId creditor, MemberId debtor, long cents) {
    return new Cdr(
        id, creditor, debtor, START, START.plusSeconds(600), new Energy(1_000), new Money(cents));
  }

  @Override
  public void close() {
    storage.close();
  }
}
