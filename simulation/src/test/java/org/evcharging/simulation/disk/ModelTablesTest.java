package org.evcharging.simulation.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.evcharging.model.SecretHash;
import org.evcharging.simulation.world.Chance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTablesTest {
  private static final int TRANSACTIONS = 3_000;
  private static final int TRANSACTIONS_A_DATABASE = 60;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");
  private static final List<ClearingPeriod> PERIODS =
      List.of(ClearingPeriod.of("2025-11"), ClearingPeriod.of("2025-12"));
  private static final List<MemberId> MEMBERS =
      List.of(new MemberId("A"), new MemberId("B"), new MemberId("C"), new MemberId("D"));

  @TempDir private Path folder;

  @Test
  void whateverIsDoneTheyAnswerAsSqlite() throws Exception {
    Chance chance = new Chance(1);
    for (int i = 0; i < TRANSACTIONS / TRANSACTIONS_A_DATABASE; i++) {
      ClearingTables model = new ModelTables(new ClearingDisk(), () -> false, () -> {});
      try (SqliteTables sqlite = SqliteTables.open(folder.resolve(i + ".db"))) {
        for (int j = 0; j < TRANSACTIONS_A_DATABASE; j++) {
          List<Step> steps = new ArrayList<>();
          for (int k = chance.between(1, 4); k > 0; k--) {
            steps.add(step(chance));
          }
          assertThat(outcome(model, steps)).as("%s", steps).isEqualTo(outcome(sqlite, steps));
          assertThat(contents(model)).as("after %s", steps).isEqualTo(contents(sqlite));
        }
      }
    }
  }

  @Test
  void aFullDiskTakesNothingAndCanBeRead() throws StorageFailure {
    ClearingTables tables = new ModelTables(new ClearingDisk(), () -> true, () -> {});

    assertThatThrownBy(() ->
            tables.inTransaction(
                it -> it.insertPeriod(PERIODS.getFirst(), new TreeSet<>(MEMBERS), NOW)))
        .isInstanceOf(StorageFailure.class);
    assertThat(tables.inTransaction(ClearingTables::periods)).isEmpty();
  }

  /** Something that is done to tables, by the same words with the same result. */
  private record Step(String words, ClearingTables.Work<?> work) {
    @Override
    public String toString() {
      return words;
    }
  }

  private static Step step(Chance chance) {
    ClearingPeriod period = chance.pick(PERIODS);
    MemberId member = chance.pick(MEMBERS);
    MemberId other = chance.pick(MEMBERS);
    long number = chance.between(1L, 3L);
    String names = period + " " + member + " " + other + " " + number;
    return switch (chance.between(0, 9)) {
      case 0 ->
          new Step(
              "open " + names,
              it -> it.insertPeriod(period, new TreeSet<>(List.of(member, other)), NOW));
      case 1 ->
          done(
              "secret " + names, it -> it.keepSecret(member, new SecretHash("salt" + number, "h")));
      case 2 -> done("finish " + names, it -> it.markFinished(period, member, NOW));
      case 3, 4, 5 -> batch(chance, names, period, member, number);
      case 6 ->
          done("claim " + names, it -> it.addClaim(period, new Claim(member, other, number, 1)));
      case 7 -> done("net " + names, it -> it.markNetted(period, NOW));
      case 8 ->
          done(
              "transfer " + names,
              it -> it.insertTransfer(period, new Transfer(member, other, number - 1)));
      default -> new Step("digest " + names, it -> it.digest(period, member, number));
    };
  }

  private static Step batch(
      Chance chance, String names, ClearingPeriod period, MemberId member, long number) {
    List<Cdr> cdrs = new ArrayList<>();
    List<MemberId> others = MEMBERS.stream().filter(it -> !it.equals(member)).toList();
    for (int i = chance.between(0, 2); i > 0; i--) {
      cdrs.add(
          new Cdr(
              "cdr-" + chance.between(1, 6),
              member,
              chance.pick(others),
              NOW,
              NOW,
              new Energy(number),
              new Money(number)));
    }
    return done(
        "batch " + names + " " + cdrs,
        it -> it.insertBatch(new Batch(period, member, number, "digest" + number, cdrs)));
  }

  /** A change without a result. */
  private interface Change {
    void on(ClearingTables tables) throws StorageFailure;
  }

  private static Step done(String words, Change change) {
    return new Step(
        words,
        it -> {
          change.on(it);
          return "done";
        });
  }

  private static String outcome(ClearingTables tables, List<Step> steps) {
    try {
      return tables.inTransaction(it -> {
        List<Object> results = new ArrayList<>();
        for (Step step : steps) {
          results.add(step.work().on(it));
        }
        return results.toString();
      });
    } catch (StorageFailure e) {
      return "failed";
    }
  }

  private static List<String> contents(ClearingTables tables) throws StorageFailure {
    return tables.inTransaction(it -> {
      List<String> all = new ArrayList<>();
      for (MemberId member : MEMBERS) {
        all.add(member + " " + it.secret(member).map(secret -> secret.salt() + secret.hash()));
      }
      for (ClearingTables.Period period : it.periods()) {
        all.add(period + " " + it.isNetted(period.period()));
        all.add(it.claims(period.period()) + " " + it.transfers(period.period()));
        for (MemberId member : period.members().keySet()) {
          all.add(
              it.digest(period.period(), member, 1)
                  + " "
                  + it.participant(period.period(), member));
          all.add(it.batchOf(period.period(), cdr(member)).toString());
        }
      }
      return all;
    });
  }

  private static Cdr cdr(MemberId creditor) {
    return new Cdr("cdr-1", creditor, new MemberId("E"), NOW, NOW, new Energy(0), new Money(0));
  }
}
