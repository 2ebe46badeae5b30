package org.evcharging.engine.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.evcharging.console.FileTrouble;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.lock.Locks;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.time.Stepped;
import org.evcharging.time.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an Engine must know again after a crash: which session held the outlet, how much it was
 * supplied with, and how sessions ended. Entries wait in memory for a step that writes all that
 * wait at once, with one {@code force} where one of them matters to somebody's bill: while it
 * charges, once a second. The steps are those of a thread of its own after {@link #start}, or of
 * whoever else calls {@link #step}. Many Engines may write into one journal: each entry tells by
 * its session whose it is.
 *
 * <p><b>When it cannot be written</b> (a full disk) it says so once, and tries again each second
 * with a fresh file that holds the sum of all entries; when that works it says so too. Entries that
 * were appended meanwhile follow. A disk that neither writes nor fails is not noticed here.
 *
 * <p>It is bounded: a file that has grown is started anew with the few lines that say the same, and
 * so is one with too many entries waiting. Its lock is a leaf: nothing is called while it is held.
 * Thread-safe.
 */
public final class SupplyJournal implements Stepped, AutoCloseable {
  /** About an hour of one Engine's charging. */
  static final long SIZE_LIMIT = 256 * 1024L;

  /** Many minutes of a disk that does not answer, for one Engine. */
  private static final int MAX_WAITING = 1_000;

  /** Seconds of the same for each further one. */
  private static final int MAX_WAITING_FOR_EACH = 20;

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  /** Long: a journal that has nothing to write must cost nothing. */
  private static final Duration STEP_PATIENCE = Duration.ofMinutes(10);

  private static final Logger log = LoggerFactory.getLogger(SupplyJournal.class);

  private final JournalFile file;
  private final BatchWriter writer;
  private final int maxWaiting;
  private final ReentrantLock lock;
  private final Condition changed;

  @GuardedBy("lock")
  private List<JournalEntry> waiting = new ArrayList<>();

  /** Done when what waits is on the disk. */
  @GuardedBy("lock")
  private CompletableFuture<Void> written = new CompletableFuture<>();

  @GuardedBy("lock")
  private final Memories sum;

  /** Whether entries are missing among those that wait, so that only the sum is true. */
  @GuardedBy("lock")
  private boolean overflown;

  /** What was taken to be written, until it is. */
  @GuardedBy("lock")
  private Optional<Batch> underWay = Optional.empty();

  @GuardedBy("lock")
  private boolean closing;

  private Optional<Worker> worker = Optional.empty();

  private SupplyJournal(JournalFile file, int engines, Locks locks) {
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
    this.file = file;
    this.writer = new BatchWriter(file);
    this.maxWaiting = MAX_WAITING + (engines - 1) * MAX_WAITING_FOR_EACH;
    this.sum = file.found();
  }

  /**
   * Opens a journal, makes it if need be, and repairs what a crash has left.
   *
   * @param engines how many write into it, about, from 1
   * @throws IOException with a line for the user, if the file cannot be used
   */
  public static SupplyJournal open(Path path, int engines) throws IOException {
    try {
      return new SupplyJournal(JournalFile.open(path), engines, Locks.REAL);
    } catch (IOException e) {
      throw new IOException(
          "the journal "
              + path
              + " cannot be used ("
              + FileTrouble.words(e)
              + "); choose another with --data",
          e);
    }
  }

  /**
   * Opens a journal on any medium, and repairs what a crash has left.
   *
   * @param medium the journal's from now on; closed if this fails
   * @param name what messages call it
   * @param engines how many write into it, about, from 1
   * @throws IOException if the medium cannot be used
   */
  public static SupplyJournal open(JournalMedium medium, String name, int engines)
      throws IOException {
    return open(medium, name, engines, Locks.REAL);
  }

  static SupplyJournal open(JournalMedium medium, String name, int engines, Locks locks)
      throws IOException {
    return new SupplyJournal(JournalFile.open(medium, name), engines, locks);
  }

  /**
   * What all entries so far add up to, where they are all of one Engine; right after opening, what
   * the last run left.
   */
  public Remembered remembered() {
    lock.lock();
    try {
      return sum.sole();
    } finally {
      lock.unlock();
    }
  }

  /** The same of one Engine among many. */
  public Remembered remembered(ChargePointId engine) {
    lock.lock();
    try {
      return sum.of(engine);
    } finally {
      lock.unlock();
    }
  }

  /** A line for people, if entries were lost by other damage than a crash does. */
  public Optional<String> damage() {
    return file.damage();
  }

  /**
   * Tells somebody, before the first step, whether it can be written.
   *
   * @param watcher is told, by a step, when writing begins to fail and when it works again
   */
  public void watch(Consumer<Health> watcher) {
    writer.watch(watcher);
  }

  /**
   * Begins to write, by a thread of its own. To be called once.
   *
   * @param watcher as in {@link #watch}
   */
  public void start(Consumer<Health> watcher) {
    watch(watcher);
    Worker thread = new Worker(Thread.ofVirtual().name("engine-journal"), STEP_PATIENCE, this);
    worker = Optional.of(thread);
    thread.start();
  }

  /**
   * Writes an entry soon, after all that were appended before. Never blocks.
   *
   * @return done when it is on the disk, by a step; never, if that fails until the end
   */
  public CompletableFuture<Void> append(JournalEntry entry) {
    lock.lock();
    try {
      sum.add(entry);
      if (waiting.size() >= maxWaiting) {
        waiting.clear();
        overflown = true;
      }
      waiting.add(entry);
      changed.signalAll();
      return written;
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether all that was appended is written. */
  public boolean isIdle() {
    lock.lock();
    try {
      return waiting.isEmpty() && underWay.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Writes all that waits, or tries to; patience is for entries to write. */
  @Override
  public Duration step(Duration patience) throws InterruptedException {
    Optional<Batch> batch = take(patience);
    if (batch.isEmpty()) {
      return Duration.ZERO;
    }
    boolean written = writer.isWritten(batch.get());
    tried(written);
    return written ? Duration.ZERO : RETRY_PAUSE;
  }

  /**
   * Writes what waits, for a second at most, and ends. Without a thread of its own it just ends.
   */
  @Override
  public void close() {
    try {
      if (worker.isEmpty() || hasEnded(worker.get())) {
        file.close();
      }
    } catch (IOException e) {
      log.warn("file={} not closed reason=\"{}\"", file.name(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False if the disk still keeps the thread, and so the file. */
  private boolean hasEnded(Worker thread) throws InterruptedException {
    long leftNanos = CLOSE_PATIENCE.toNanos();
    lock.lock();
    try {
      while (!isIdle() && writer.trouble().isEmpty() && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      if (!isIdle()) {
        String why = writer.trouble().orElse("the disk does not answer");
        log.warn("file={} not written to the end: {}", file.name(), why);
      }
      thread.stop();
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    return thread.join(Duration.ofNanos(Math.max(1, leftNanos)));
  }

  /** What is to be written: the same until it is, then all that waits, as soon as some does. */
  private Optional<Batch> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = patience.toNanos();
      while (isIdle() && !closing && leftNanos > 0) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      if (underWay.isEmpty() && !waiting.isEmpty()) {
        underWay = Optional.of(new Batch(waiting, overflown, sum.all(), written));
        waiting = new ArrayList<>();
        written = new CompletableFuture<>();
        overflown = false;
      }
      return underWay;
    } finally {
      lock.unlock();
    }
  }

  private void tried(boolean success) {
    lock.lock();
    try {
      if (success) {
        underWay = Optional.empty();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
