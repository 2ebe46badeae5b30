package org.evcharging.clearing.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.clearing.state.ClearingScene.A;
import static org.evcharging.clearing.state.ClearingScene.B;
import static org.evcharging.clearing.state.ClearingScene.C;
import static org.evcharging.clearing.state.ClearingScene.NOVEMBER;
import static org.evcharging.clearing.state.ClearingScene.batch;
import static org.evcharging.clearing.state.ClearingScene.cdr;

import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
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

    scene = new ClearingScene(folder.resolve("clearing.db"));

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
}
