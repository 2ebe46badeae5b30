package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.kafka.Rows.rows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.evcharging.central.kafka.Backlog.Next;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.Notification;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogTest {
  private static final int CAPACITY = 10;
  private static final int PAGE = 4;

  private static final Notification.Progress PROGRESS =
      new Notification.Progress(
          new Notification.Subject("r", Optional.empty(), "D1", "CP-1"),
          new Energy(1),
          1,
          new Money(1));

  private final Backlog backlog = new Backlog(CAPACITY);

  /** What the database holds: all that was ever committed. */
  private final List<OutboxRow> disk = new ArrayList<>();

  @Test
  void leftoversOfEarlierRunsComeBeforeAnythingNew() throws Exception {
    disk.addAll(rows(1, 6));
    commit(7, 8);

    assertThat(takeAll()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(take()).isEqualTo(new Next.Nothing());
  }

  @Test
  void whatWasReadFromTheDiskBeforeItWasAnnouncedIsNotTakenTwice() throws Exception {
    disk.addAll(rows(1, 3));
    assertThat(takeAll()).containsExactly(1L, 2L, 3L);

    backlog.offer(rows(2, 4), List.of());
    assertThat(takeAll()).containsExactly(4L);
  }

  @Test
  void aCommitBetweenTheLastPageAndTheSwitchToMemoryIsNotLost() throws Exception {
    assertThat(take()).isEqualTo(new Next.ReadAbove(0));
    commit(1, 2);
    assertThat(backlog.readFromDisk(List.of(), true)).isTrue();

    assertThat(takeAll()).containsExactly(1L, 2L);
  }

  @Test
  void whatDoesNotFitInMemoryIsReadFromTheDiskInOrder() throws Exception {
    disk.addAll(rows(1, 1));
    takeAll();
    commit(2, 8);
    commit(9, 20);
    commit(21, 22);
    assertThat(backlog.size()).isEqualTo(21);

    assertThat(takeAll()).containsExactlyElementsOf(Rows.numbers(rows(2, 22)));
    commit(23, 23);
    assertThat(take()).isInstanceOf(Next.Send.class);
  }

  @Test
  void startingAgainTakesEverythingNotAcknowledgedFromTheDisk() throws Exception {
    takeAll();
    commit(1, 5);
    takeAll();
    commit(6, 7);

    backlog.startAgainAbove(3);
    commit(8, 8);

    assertThat(takeAll()).containsExactly(4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void progressIsTheFirstToGoWhenThereIsNoRoom() throws Exception {
    takeAll();
    disk.addAll(rows(1, CAPACITY));
    backlog.offer(disk, List.of(PROGRESS));

    assertThat(take()).isEqualTo(new Next.Send(new Backlog.Portion(disk, List.of())));
  }

  @Test
  void progressFollowsTheRowsOfItsCommit() throws Exception {
    takeAll();
    backlog.offer(List.of(), List.of(PROGRESS));
    assertThat(take()).isEqualTo(new Next.Send(new Backlog.Portion(List.of(), List.of(PROGRESS))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyRowIsTakenOnceAndInOrderWhateverTheMixture(long seed) throws Exception {
    Random random = new Random(seed);
    List<Long> taken = new ArrayList<>();
    long next = 1;
    while (next < 2_000) {
      if (random.nextBoolean()) {
        long last = next + random.nextInt(6);
        commit(next, last);
        next = last + 1;
      } else {
        takeInto(taken);
      }
    }
    taken.addAll(takeAll());

    assertThat(taken).containsExactlyElementsOf(Rows.numbers(rows(1, next - 1)));
  }

  private void commit(long first, long last) {
    List<OutboxRow> rows = rows(first, last);
    disk.addAll(rows);
    backlog.offer(rows, List.of());
  }

  private Next take() throws InterruptedException {
    return backlog.take(Duration.ZERO);
  }

  private List<Long> takeAll() throws InterruptedException {
    List<Long> taken = new ArrayList<>();
    Next last;
    do {
      last = takeInto(taken);
    } while (!(last instanceof Next.Nothing));
    return taken;
  }

  private Next takeInto(List<Long> taken) throws InterruptedException {
    Next next = take();
    if (next instanceof Next.Send send) {
      taken.addAll(Rows.numbers(send.portion().rows()));
    } else if (next instanceof Next.ReadAbove above) {
      List<OutboxRow> page =
          disk.stream().filter(row -> row.row() > above.row()).limit(PAGE).toList();
      var _ = backlog.readFromDisk(page, page.size() < PAGE);
      taken.addAll(Rows.numbers(page));
    }
    return next;
  }
}
