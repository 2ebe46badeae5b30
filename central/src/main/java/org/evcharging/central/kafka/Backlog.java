package org.evcharging.central.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.lock.Locks;
import org.evcharging.message.Notification;

/**
 * What is committed and waits to be sent, in row order: in memory as far as there is room, else on
 * the disk, where it is anyway. Begins on the disk, since rows of earlier runs may wait there.
 *
 * <p>Offered by the journal's thread, taken by the publisher's. The lock closes this race: the last
 * page from the disk is read just before a commit; if the switch back to memory did not look at
 * that commit's rows, they would be in neither.
 */
final class Backlog {
  private final int capacity;
  private final ReentrantLock lock;
  private final Condition offered;

  @GuardedBy("lock")
  private final Deque<Portion> waiting = new ArrayDeque<>();

  @GuardedBy("lock")
  private int waitingMessages;

  /** The newest row ever offered. */
  @GuardedBy("lock")
  private long offeredTo;

  /** The newest row ever taken: what waits in memory follows on it. */
  @GuardedBy("lock")
  private long takenTo;

  /** Whether rows above {@code takenTo} and those in memory are to be read from the disk. */
  @GuardedBy("lock")
  private boolean onDisk = true;

  /**
   * @param capacity how many messages may wait in memory
   */
  Backlog(int capacity) {
    this(capacity, Locks.REAL);
  }

  Backlog(int capacity, Locks locks) {
    this.capacity = capacity;
    this.lock = locks.leaf();
    this.offered = lock.newCondition();
  }

  /**
   * What came with one commit.
   *
   * @param progress goes after the rows, if it can be sent at once
   */
  record Portion(List<OutboxRow> rows, List<Notification.Progress> progress) {
    int size() {
      return rows.size() + progress.size();
    }
  }

  /** What to do next. */
  sealed interface Next {
    /** Send these. */
    record Send(Portion portion) implements Next {}

    /** Read the rows above this one from the disk, and say so. */
    record ReadAbove(long row) implements Next {}

    /** Nothing came in the time. */
    record Nothing() implements Next {}
  }

  /** Takes what was committed; never waits. */
  void offer(List<OutboxRow> rows, List<Notification.Progress> progress) {
    if (rows.isEmpty() && progress.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      if (!rows.isEmpty()) {
        offeredTo = rows.getLast().row();
      }
      if (onDisk) {
        return;
      }
      Portion portion = new Portion(notTaken(rows), progress);
      if (waitingMessages + portion.size() <= capacity) {
        add(portion);
      } else if (waitingMessages + portion.rows().size() <= capacity) {
        add(new Portion(portion.rows(), List.of()));
      } else {
        onDisk = true;
      }
      offered.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The disk is read ahead of the commits' announcements: their rows may be taken already. */
  @GuardedBy("lock")
  private List<OutboxRow> notTaken(List<OutboxRow> rows) {
    long taken = takenTo;
    return rows.isEmpty() || rows.getFirst().row() > taken
        ? rows
        : rows.stream().filter(row -> row.row() > taken).toList();
  }

  @GuardedBy("lock")
  private void add(Portion portion) {
    if (portion.size() > 0) {
      waiting.addLast(portion);
      waitingMessages += portion.size();
    }
  }

  /** What comes next; waits for it so long at most. */
  Next take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (waiting.isEmpty() && !onDisk && nanos > 0) {
        nanos = offered.awaitNanos(nanos);
      }
      if (!waiting.isEmpty()) {
        return new Next.Send(taken());
      }
      return onDisk ? new Next.ReadAbove(takenTo) : new Next.Nothing();
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Portion taken() {
    Portion portion = waiting.removeFirst();
    waitingMessages -= portion.size();
    if (!portion.rows().isEmpty()) {
      takenTo = portion.rows().getLast().row();
    }
    return portion;
  }

  /**
   * These rows came from the disk after {@link Next.ReadAbove}, and are taken.
   *
   * @param all whether there were no more at that time
   * @return whether there are more now
   */
  boolean readFromDisk(List<OutboxRow> rows, boolean all) {
    lock.lock();
    try {
      if (!rows.isEmpty()) {
        takenTo = rows.getLast().row();
      }
      onDisk = !all || takenTo < offeredTo;
      return onDisk;
    } finally {
      lock.unlock();
    }
  }

  /** Everything above this row is to be taken once more, from the disk. */
  void startAgainAbove(long row) {
    lock.lock();
    try {
      waiting.clear();
      waitingMessages = 0;
      takenTo = row;
      onDisk = true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How many messages wait; of those on the disk an estimate, since rows may be missing there; none
   * before the disk was read first.
   */
  long size() {
    lock.lock();
    try {
      long behind = onDisk && takenTo > 0 ? offeredTo - takenTo : 0;
      return Math.max(waitingMessages, behind);
    } finally {
      lock.unlock();
    }
  }
}
