package org.evcharging.clearing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.clearing.state.ClearingScene.A;
import static org.evcharging.clearing.state.ClearingScene.B;
import static org.evcharging.clearing.state.ClearingScene.C;
import static org.evcharging.clearing.state.ClearingScene.NOVEMBER;
import static org.evcharging.clearing.state.ClearingScene.batch;
import static org.evcharging.clearing.state.ClearingScene.cdr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.state.Completion.NotYet;
import org.evcharging.clearing.state.Completion.Refused;
import org.evcharging.clearing.state.Completion.Result;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  private static final int ROUNDS = 200;

  @TempDir Path folder;
  private ClearingScene scene;

  @BeforeEach
  void open() throws StorageFailure {
    scene = ClearingScene.open(folder.resolve("clearing.db"));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void whoAsksEarlyHearsWhoIsMissing() throws StorageFailure {
    assertThat(scene.completion.ask(NOVEMBER, A)).isEqualTo(new NotYet(ClearingScene.members()));
    assertThat(scene.completion.finish(NOVEMBER, A, 0))
        .isEqualTo(new NotYet(new TreeSet<>(Set.of(B, C))));
    assertThat(scene.completion.finish(NOVEMBER, A, 0))
        .as("said again")
        .isEqualTo(new NotYet(new TreeSet<>(Set.of(B, C))));
  }

  @Test
  void theLastOneHasItNetted() throws StorageFailure {
    uploadAndFinish();

    assertThat(scene.completion.ask(NOVEMBER, C))
        .isEqualTo(
            new Result(
                new Statement(
                    NOVEMBER,
                    C,
                    List.of(new Claim(B, C, 700, 1)),
                    -700,
                    List.of(new Transfer(C, A, 700)))));
  }

  @Test
  void aRestartKnowsWhoHasFinishedAndWhatCameOfIt() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1_000)));
    scene.completion.finish(NOVEMBER, A, 1);
    reopen();

    assertThat(scene.completion.ask(NOVEMBER, A))
        .isEqualTo(new NotYet(new TreeSet<>(Set.of(B, C))));
    scene.completion.finish(NOVEMBER, B, 0);
    Completion.Answer last = scene.completion.finish(NOVEMBER, C, 0);
    reopen();

    assertThat(scene.completion.ask(NOVEMBER, C)).isEqualTo(last).isInstanceOf(Result.class);
  }

  @Test
  void nobodyFinishesBeforeAllOfTheirBatchesAreStored() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1)));

    assertThat(scene.completion.finish(NOVEMBER, A, 2))
        .isEqualTo(new Refused("1 batches are stored, not 2"));
  }

  @Test
  void aPeriodIsOpenedOnceForTwoMembersAtLeast() throws StorageFailure {
    assertThat(scene.completion.open(NOVEMBER, ClearingScene.members()))
        .contains("2026-11 was opened before; who takes part in it is settled");
    assertThat(scene.completion.open(ClearingPeriod.of("2026-12"), new TreeSet<>(Set.of(A))))
        .contains("clearing takes two members at least");
    assertThat(scene.completion.ask(ClearingPeriod.of("2026-12"), A))
        .isEqualTo(
            new Refused(
                "A is no member of 2026-12, or that is not open; members are named when it is opened"));
    assertThat(scene.completion.finish(NOVEMBER, new MemberId("X"), 0))
        .isEqualTo(
            new Refused(
                "X is no member of 2026-11, or that is not open; members are named when it is opened"));
  }

  @Test
  void whenAllFinishInTheSameInstantItIsNettedOnce() throws Exception {
    List<MemberId> members = List.of(A, B, C, new MemberId("D"), new MemberId("E"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        ClearingPeriod period = new ClearingPeriod(NOVEMBER.month().plusMonths(1 + round));
        scene.completion.open(period, new TreeSet<>(members));
        CyclicBarrier instant = new CyclicBarrier(members.size());
        List<Future<Completion.Answer>> answers = new ArrayList<>();
        for (MemberId member : members) {
          answers.add(
              threads.submit(() -> {
                instant.await();
                return scene.completion.finish(period, member, 0);
              }));
        }
        // A second netting would be a failure of the storage.
        List<Completion.Answer> all = new ArrayList<>();
        for (Future<Completion.Answer> answer : answers) {
          all.add(answer.get());
        }
        assertThat(all).hasAtLeastOneElementOfType(Result.class);
        for (MemberId member : members) {
          assertThat(scene.completion.ask(period, member)).isInstanceOf(Result.class);
        }
      }
    }
  }

  private void uploadAndFinish() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1_000)));
    scene.storage.store(batch(B, 1, cdr("1", B, C, 700), cdr("2", B, A, 100)));
    scene.completion.finish(NOVEMBER, A, 1);
    scene.completion.finish(NOVEMBER, B, 1);
    scene.completion.finish(NOVEMBER, C, 0);
  }

  private void reopen() throws StorageFailure {
    scene.close();
    scene = new ClearingScene(folder.resolve("clearing.db"));
  }
}
