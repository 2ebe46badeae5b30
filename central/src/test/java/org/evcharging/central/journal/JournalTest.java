package org.evcharging.central.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.evcharging.central.journal.JournalScene.*;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.DeadLetter;
import org.evcharging.message.Notification;
import org.evcharging.message.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Entries reach the disk in order, many at once, and nobody hears of them before. */
@Timeout(30)
class JournalTest {
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
  void nothingIsHandedOnBeforeItIsCommitted() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    CompletableFuture<Void> committed = scene.journal.whenCommitted(1);

    assertThat(scene.handedOn).isEmpty();
    assertThat(committed).isNotDone();

    scene.store.goOn();
    committed.get(10, TimeUnit.SECONDS);
    assertThat(scene.handedOn).containsExactly(of(admitted("D1")));
  }

  @Test
  void whatWaitsWhileAnotherIsWrittenSharesOneTransaction() throws Exception {
    scene.holdUpWith(of(admitted("D0")));
    List<Event.Durable> waiting = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      waiting.add(admitted("D" + i));
      scene.append(of(admitted("D" + i)));
    }

    scene.store.goOn();

    scene.journal.whenCommitted(51).get(10, TimeUnit.SECONDS);
    assertThat(scene.store.batches).hasSize(2);
    assertThat(scene.store.batches.getLast().events()).isEqualTo(waiting);
  }

  @Test
  void transactionTakesNoMoreEntriesThanItMay() throws Exception {
    scene.holdUpWith(of(admitted("first")));
    for (int i = 0; i < 250; i++) {
      scene.append(of(admitted("D" + i)));
    }

    scene.store.goOn();

    scene.journal.whenCommitted(251).get(10, TimeUnit.SECONDS);
    assertThat(scene.store.batches)
        .extracting(batch -> batch.events().size())
        .containsExactly(1, 100, 100, 50);
  }

  @Test
  void entriesAreNumberedFromOne() throws Exception {
    assertThat(scene.journal.appended()).isZero();
    assertThat(scene.append(of(admitted("D1")))).isEqualTo(1);
    assertThat(scene.append(of(admitted("D2")))).isEqualTo(2);
    assertThat(scene.journal.appended()).isEqualTo(2);
  }

  @Test
  void whoWaitsIsToldOnAThreadThatMayBlock() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    CompletableFuture<Boolean> virtual =
        scene.journal.whenCommitted(1).thenApply(_ -> Thread.currentThread().isVirtual());

    scene.store.goOn();

    assertThat(virtual.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void waitingForWhatIsCommittedIsOverAtOnce() throws Exception {
    scene.journal.whenCommitted(scene.append(of(admitted("D1")))).get(10, TimeUnit.SECONDS);

    assertThat(scene.journal.whenCommitted(1)).isCompleted();
    assertThat(scene.journal.whenCommitted(0)).isCompleted();
  }

  @Test
  void messagesAreNumberedOnFromTheLastRunAndKeyedForTheirReaders() throws Exception {
    Notification.Subject subject = facts("S1", "D1", "MAD-01").subject();
    DeadLetter letter = DeadLetter.of("bad", "ev.requests", 3, 5, new byte[] {9}, new byte[0]);
    scene.append(
        new Entry(
            List.of(),
            List.of(
                new Outbound.ToDriver(new Notification.Authorized(subject)),
                new Outbound.CloseLink(1),
                new Outbound.ToOperator(letter, new byte[] {9})),
            List.of(),
            Optional.empty()));
    scene.journal.whenCommitted(scene.append(grant("S1"))).get(10, TimeUnit.SECONDS);

    assertThat(scene.rows).extracting(OutboxRow::row).containsExactly(1001L, 1002L, 1003L);
    assertThat(scene.rows).extracting(OutboxRow::epoch).containsOnly(ScriptedStore.EPOCH);
    assertThat(scene.rows)
        .extracting(OutboxRow::topic)
        .containsExactly(Topic.NOTIFICATIONS, Topic.DEAD_LETTERS, Topic.COMMANDS);
    assertThat(scene.rows)
        .extracting(OutboxRow::key)
        .containsExactly(
            "D1".getBytes(StandardCharsets.UTF_8),
            new byte[] {9},
            "MAD-01".getBytes(StandardCharsets.UTF_8));
    assertThat(new String(scene.rows.getLast().value(), StandardCharsets.UTF_8))
        .startsWith("{\"type\":\"Granted\",\"at\":\"" + NOON + "\"");
    assertThat(scene.store.batches.stream().flatMap(batch -> batch.outbox().stream()))
        .isEqualTo(scene.rows);
  }

  @Test
  void acknowledgedMessagesGoWithALaterTransaction() throws Exception {
    scene.journal.outboxAcknowledgedTo(17);
    scene.journal.outboxAcknowledgedTo(12);
    scene.journal.whenCommitted(scene.append(of(admitted("D1")))).get(10, TimeUnit.SECONDS);
    scene.journal.whenCommitted(scene.append(of(admitted("D2")))).get(10, TimeUnit.SECONDS);

    assertThat(scene.store.batches)
        .extracting(Batch::outboxClearedTo)
        .containsExactly(OptionalLong.of(17), OptionalLong.empty());
  }

  @Test
  void readingIsHandedOnWithoutATransaction() throws Exception {
    long reading = scene.append(at(5, read("S1", 10)));

    scene.journal.whenCommitted(reading).get(10, TimeUnit.SECONDS);

    assertThat(scene.handedOn).containsExactly(at(5, read("S1", 10)));
    assertThat(scene.store.batches).isEmpty();
  }

  @Test
  void readingIsNotHandedOnBeforeWhatPrecedesItIsCommitted() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    long reading = scene.append(of(read("S1", 10)));
    CompletableFuture<Void> handedOn = scene.journal.whenCommitted(reading);

    assertThat(scene.handedOn).isEmpty();

    scene.store.goOn();
    handedOn.get(10, TimeUnit.SECONDS);
    assertThat(scene.handedOn).containsExactly(of(admitted("D1")), of(read("S1", 10)));
  }

  @Test
  void latestReadingsAndPositionsGoWithTheNextTransaction() throws Exception {
    scene.append(at(5, read("S1", 10)));
    scene.append(at(6, read("S2", 7)));
    scene.append(at(7, read("S1", 12)));
    scene.journal.whenCommitted(scene.append(of(admitted("D1")))).get(10, TimeUnit.SECONDS);

    assertThat(scene.written()).containsExactly(admitted("D1"), read("S1", 12), read("S2", 7));
    assertThat(scene.store.batches.getFirst().positions()).containsExactly(position(7));
  }

  @Test
  void readingsOfASessionThatEndsAreNotWrittenAfterItsEnd() throws Exception {
    scene.append(of(read("S1", 10)));
    scene.append(of(read("S1", 11), ended("S1", 12, true)));
    scene.journal.whenCommitted(scene.append(of(admitted("D1")))).get(10, TimeUnit.SECONDS);

    assertThat(scene.written()).containsExactly(ended("S1", 12, true), admitted("D1"));
  }

  @Test
  void readingsAndPositionsAreWrittenInTimeWhenNothingElseIs() throws Exception {
    scene.close();
    scene = new JournalScene(folder, new JournalOptions(1_000, 100, Duration.ofMillis(20)));

    scene.append(at(5, read("S1", 10)));

    await().until(() -> scene.written().equals(List.of(read("S1", 10))));
    assertThat(scene.store.batches.getFirst().positions()).containsExactly(position(5));
  }

  @Test
  void manyReadingsAreSpreadOverTransactions() throws Exception {
    scene.close();
    scene = new JournalScene(folder, new JournalOptions(5_000, 5_000, Duration.ofMillis(20)));
    scene.holdUpWith(of(admitted("D1")));
    for (int i = 0; i < 1_200; i++) {
      scene.append(of(read("S" + i, i)));
    }

    scene.store.goOn();

    await().until(() -> scene.written().size() == 1_201);
    assertThat(scene.store.batches)
        .allSatisfy(batch ->
            assertThat(batch.events()).hasSizeLessThanOrEqualTo(Unwritten.READINGS_AT_ONCE));
  }

  @Test
  void closingWritesAllThatIsInHand() throws Exception {
    scene.holdUpWith(of(admitted("D1")));
    scene.append(of(admitted("D2")));
    scene.append(at(9, read("S1", 10)));
    CompletableFuture<Void> committed = scene.journal.whenCommitted(3);

    scene.close();

    assertThat(scene.written()).containsExactly(admitted("D1"), admitted("D2"), read("S1", 10));
    assertThat(scene.handedOn).hasSize(3);
    committed.get(10, TimeUnit.SECONDS);
  }

  @Test
  void countsWhatItDid() throws Exception {
    scene.journal.whenCommitted(scene.append(grant("S1", "S2"))).get(10, TimeUnit.SECONDS);

    JournalCounters counters = scene.journal.counters();
    assertThat(counters.batches()).isEqualTo(1);
    assertThat(counters.entries()).isEqualTo(1);
    assertThat(counters.outboxRows()).isEqualTo(2);
    assertThat(counters.longestCommitNanos()).isPositive().isEqualTo(counters.commitNanos().sum());
    assertThat(counters.batchEntries().count()).isEqualTo(1);
    assertThat(counters.batchEntries().sum()).isEqualTo(1);
  }
}
