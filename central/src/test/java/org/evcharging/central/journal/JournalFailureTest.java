package org.evcharging.central.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.evcharging.central.journal.JournalScene.*;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** If the disk fails, Central stops, rather than go on with a memory that no restart will have. */
@Timeout(30)
class JournalFailureTest {
  private final StoreFailure diskFull = new StoreFailure("ev.db: the disk is full");

  @TempDir Path folder;
  private JournalScene scene;

  @BeforeEach
  void open() {
    scene = JournalScene.in(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void nothingOfAFailedTransactionIsHandedOn() throws Exception {
    scene.journal.whenCommitted(scene.append(of(admitted("D1")))).get(10, TimeUnit.SECONDS);
    scene.holdUpWith(of(admitted("D2")));
    CompletableFuture<Void> failing = scene.journal.whenCommitted(2);
    CompletableFuture<Void> behind = scene.journal.whenCommitted(scene.append(of(admitted("D3"))));

    breakDisk(diskFull);

    assertStopped(failing);
    assertStopped(behind);
    assertThat(scene.handedOn).containsExactly(of(admitted("D1")));
    assertThat(scene.failures).containsExactly(diskFull);
  }

  @Test
  void afterAHaltWhatWasAppendedIsWrittenAndNothingMoreIsTaken() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    CompletableFuture<Void> before = scene.journal.whenCommitted(1);

    scene.journal.halt("the memory contradicts itself", new IllegalStateException());

    assertThatThrownBy(() -> scene.append(of(admitted("D2")))).isInstanceOf(JournalStopped.class);
    scene.store.goOn();
    before.get(10, TimeUnit.SECONDS);
    await().until(() -> !scene.failures.isEmpty());
    assertThat(scene.failures)
        .extracting(StoreFailure::line)
        .containsExactly("the memory contradicts itself");
  }

  @Test
  void nothingIsTakenAfterAFailure() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    breakDisk(diskFull);

    assertThatThrownBy(() -> scene.journal.acquire(Lane.NORMAL))
        .isInstanceOf(JournalStopped.class)
        .hasMessageContaining("the disk is full");
    assertThatThrownBy(() -> scene.journal.append(of(admitted("D2"))))
        .isInstanceOf(JournalStopped.class);
    assertStopped(scene.journal.whenCommitted(1));
  }

  @Test
  void whoWaitsForAPermitIsToldThatThereWillBeNone() throws Exception {
    scene.close();
    scene = new JournalScene(folder, new JournalOptions(10, 10, Duration.ofHours(1)));
    scene.holdUpWith(of(admitted("D1")));
    for (int i = 0; i < 9; i++) {
      scene.journal.acquire(Lane.RESERVED);
    }
    CompletableFuture<Void> normal = waitFor(Lane.NORMAL);
    CompletableFuture<Void> reserved = waitFor(Lane.RESERVED);

    breakDisk(diskFull);

    assertStopped(normal);
    assertStopped(reserved);
  }

  @Test
  void recordOfTheRefusedEntryIsSetAsideAndNoOther() throws Exception {
    scene.store.failWith(
        new ContradictedMemory("D3 was there", 2, new IllegalStateException()),
        batch -> batch.events().contains(admitted("D3")));
    scene.holdUpWith(at(11, admitted("D0")));
    scene.append(at(12, read("S1", 1), admitted("D1")));
    scene.append(at(13, admitted("D2"), admitted("D3"), admitted("D4")));
    scene.append(at(14, admitted("D5")));

    scene.store.goOn();

    await().until(() -> !scene.failures.isEmpty());
    assertThat(scene.setAside.read())
        .containsExactly(new SetAside.Culprit("ev.events", 0, "id", 12));
    assertThat(scene.handedOn).containsExactly(at(11, admitted("D0")));
    scene.setAside.clear();
    assertThat(scene.setAside.read()).isEmpty();
  }

  @Test
  void listenerThatBreaksStopsTheJournal() throws Exception {
    scene.journal.addListener(_ -> {
      throw new IllegalArgumentException("publisher broke");
    });
    scene.append(of(admitted("D1")));

    await().until(() -> scene.failures.size() == 1);
    assertThat(scene.failures.getFirst()).hasMessageContaining("publisher broke");
  }

  @Test
  void closedJournalTakesNothing() {
    scene.close();

    assertThatThrownBy(() -> scene.journal.acquire(Lane.RESERVED))
        .isInstanceOf(JournalStopped.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> scene.journal.append(of(admitted("D1"))))
        .isInstanceOf(JournalStopped.class);
    assertThat(scene.failures).isEmpty();
  }

  private void breakDisk(StoreFailure failure) {
    scene.store.failWith(failure);
    scene.store.goOn();
    await().until(() -> !scene.failures.isEmpty());
  }

  private CompletableFuture<Void> waitFor(Lane lane) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            scene.journal.acquire(lane);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static void assertStopped(CompletableFuture<Void> future) {
    assertThatThrownBy(() -> future.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JournalStopped.class)
        .hasMessageContaining("the disk is full");
  }
}
