package org.evcharging.clearing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.clearing.state.ClearingScene.A;
import static org.evcharging.clearing.state.ClearingScene.B;
import static org.evcharging.clearing.state.ClearingScene.C;
import static org.evcharging.clearing.state.ClearingScene.NOVEMBER;
import static org.evcharging.clearing.state.ClearingScene.batch;
import static org.evcharging.clearing.state.ClearingScene.cdr;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.core.BatchAnswer.BadRecordIn;
import org.evcharging.clearing.core.BatchAnswer.Known;
import org.evcharging.clearing.core.BatchAnswer.OtherContents;
import org.evcharging.clearing.core.BatchAnswer.OutOfOrder;
import org.evcharging.clearing.core.BatchAnswer.Stored;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.MemberId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

class StorageTest {
  @TempDir Path folder;
  private ClearingScene scene;

  @BeforeEach
  void open() throws StorageFailure {
    scene = ClearingScene.open(database());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void theSameBatchTwiceIsStoredOnce() throws StorageFailure {
    Batch batch = batch(A, 1, cdr("1", A, B, 100));

    assertThat(scene.storage.store(batch)).isEqualTo(new Stored(1));
    assertThat(scene.storage.store(batch)).isEqualTo(new Known(1));
    assertThat(ClearingScene.batches(scene.storage, A)).isEqualTo(1);
  }

  @Test
  void itIsKnownAfterARestartToo() throws StorageFailure {
    Batch batch = batch(A, 1, cdr("1", A, B, 100));
    scene.storage.store(batch);
    scene.close();

    scene = new ClearingScene(database());

    assertThat(scene.storage.store(batch)).isEqualTo(new Known(1));
    assertThat(scene.storage.store(batch(A, 2, cdr("2", A, B, 1)))).isEqualTo(new Stored(2));
  }

  @Test
  void theSameNumberWithOtherContentsIsRefused() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 100)));

    assertThat(scene.storage.store(batch(A, 1, cdr("1", A, B, 101))))
        .isEqualTo(new OtherContents(1));
  }

  @Test
  void batchesComeInOrder() throws StorageFailure {
    assertThat(scene.storage.store(batch(A, 2, cdr("1", A, B, 100))))
        .isEqualTo(new OutOfOrder(2, 1));
  }

  @Test
  void oneBadRecordRefusesItsBatchWhichCanComeAgainWithoutIt() throws StorageFailure {
    BatchAnswer refused = scene.storage.store(batch(A, 1, cdr("1", A, B, 1), cdr("2", B, C, 1)));

    assertThat(refused).isEqualTo(new BadRecordIn(1, 1, "creditor is B, uploaded by A"));
    assertThat(ClearingScene.batches(scene.storage, A)).isZero();
    assertThat(scene.storage.store(batch(A, 1, cdr("1", A, B, 1)))).isEqualTo(new Stored(1));
  }

  @Test
  void strangersAreNoDebtors() throws StorageFailure {
    assertThat(scene.storage.store(batch(A, 1, cdr("1", A, new MemberId("X"), 1))))
        .isEqualTo(new BadRecordIn(1, 0, "debtor X is no member of 2026-11"));
  }

  @Test
  void noCdrComesTwice() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1)));

    assertThat(scene.storage.store(batch(A, 2, cdr("2", A, B, 1), cdr("1", A, C, 1))))
        .isEqualTo(new BadRecordIn(2, 1, "cdrId 1 is in batch 1 already"));
    assertThat(scene.storage.store(batch(A, 2, cdr("3", A, B, 1), cdr("3", A, B, 1))))
        .isEqualTo(new BadRecordIn(2, 1, "cdrId 3 comes twice in this batch"));
    assertThat(scene.storage.store(batch(B, 1, cdr("1", B, A, 1))))
        .as("another's id")
        .isEqualTo(new Stored(1));
  }

  @Test
  void strangersAndWhoHasFinishedStoreNothing() throws StorageFailure {
    scene.completion.finish(NOVEMBER, A, 0);
    MemberId stranger = new MemberId("X");

    assertThat(scene.storage.store(batch(A, 1, cdr("1", A, B, 1))))
        .isEqualTo(new BatchAnswer.Closed("A has finished 2026-11"));
    assertThat(scene.storage.store(batch(stranger, 1, cdr("1", stranger, B, 1))))
        .isEqualTo(
            new BatchAnswer.Closed(
                "X is no member of 2026-11, or that is not open; members are named when it is opened"));
  }

  @Test
  @Timeout(30)
  void whoeverWaitsIsStoredWithOthersAndABadBatchHarmsNoneOfThem() throws Exception {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1)));
    try (Connection another = DriverManager.getConnection(JDBC.PREFIX + database());
        Statement statement = another.createStatement();
        ExecutorService threads = Executors.newCachedThreadPool()) {
      statement.execute("BEGIN IMMEDIATE");
      Batch first = batch(B, 1, cdr("1", B, A, 1));
      Batch bad = batch(A, 2, cdr("2", A, B, 1), cdr("1", A, B, 1));
      Batch good = batch(C, 1, cdr("1", C, A, 1), cdr("2", C, B, 1));
      List<Future<BatchAnswer>> answers = new ArrayList<>();
      for (Batch batch : List.of(first, bad, good)) {
        answers.add(threads.submit(() -> scene.storage.store(batch)));
        while (scene.storage.lockReport().waiters() < answers.size() - 1) {
          Thread.onSpinWait();
        }
      }
      statement.execute("ROLLBACK");

      assertThat(answers.get(0).get()).isEqualTo(new Stored(1));
      assertThat(answers.get(1).get())
          .isEqualTo(new BadRecordIn(2, 1, "cdrId 1 is in batch 1 already"));
      assertThat(answers.get(2).get()).isEqualTo(new Stored(1));
    }
    assertThat(scene.storage.store(batch(A, 2, cdr("2", A, B, 1))))
        .as("nothing of the bad batch is there")
        .isEqualTo(new Stored(2));
  }

  @Test
  void theFirstBadRecordIsNamedWhateverIsWrongWithLaterOnes() throws StorageFailure {
    scene.storage.store(batch(A, 1, cdr("1", A, B, 1)));

    assertThat(scene.storage.store(batch(A, 2, cdr("1", A, B, 1), cdr("2", B, C, 1))))
        .isEqualTo(new BadRecordIn(2, 0, "cdrId 1 is in batch 1 already"));
    assertThat(scene.storage.store(batch(A, 2, cdr("2", B, C, 1), cdr("1", A, B, 1))))
        .isEqualTo(new BadRecordIn(2, 0, "creditor is B, uploaded by A"));
  }

  private Path database() {
    return folder.resolve("clearing.db");
  }
}
