package org.evcharging.engine.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.evcharging.console.FileTrouble;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an Engine must know again after a crash: which session held the outlet, how much it was
 * supplied with, and how sessions ended. Entries wait in memory for a thread that writes all that
 * wait at once, with one {@code force} where one of them matters to somebody's bill: while it
 * charges, once a second. Many Engines may write into one journal: each entry tells by its session
 * whose it is.
 *
 * <p><b>When it cannot be written</b> (a full disk) it says so once, and tries again each second
 * with a fresh file that holds the sum of all entries; when that works it says so too. Entries that
 * were appended meanwhile follow. A disk that neither writes nor fails is not noticed here.
 *
 * <p>It is bounded: a file that has grown is started anew with the few lines that say the same, and
 * so is one with too many entries waiting. Its lock is a leaf: nothing is called while it is held.
 * Thread-safe.
 */
public final class SupplyJournal implements AutoCloseable {
  /** About an hour of one Engine's charging. */
  static final long SIZE_LIMIT = 256 * 1024L;

  /** Of many Engines even a fresh file is long; it is not started anew before it is this longer. */
  private static final int GROWTH_LIMIT = 4;

  /** Many minutes of a disk that does not answer, for one Engine. */
  private static final int MAX_WAITING = 1_000;

  /** Seconds of the same for each further one. */
  private static final int MAX_WAITING_FOR_EACH = 20;

  private static final long RETRY_MILLIS = 1_000;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(SupplyJournal.class);

  private final Path path;
  private final JournalFile file;
  private final int maxWaiting;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

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

  @GuardedBy("lock")
  private boolean closing;

  private Optional<Thread> writer = Optional.empty();

  /** The writing thread's only. */
  private long sizeLimit = SIZE_LIMIT;

  private record Batch(
      List<JournalEntry> entries,
      boolean overflown,
      List<Remembered> sum,
      CompletableFuture<Void> written) {}

  private SupplyJournal(Path path, JournalFile file, int engines) {
    this.path = path;
    this.file = file;
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
      return new SupplyJournal(path, JournalFile.open(path), engines);
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
   * Begins to write. To be called once.
   *
   * @param watcher is told, by the writing thread, when writing begins to fail and when it works
   *     again
   */
  public void start(Consumer<Health> watcher) {
    writer = Optional.of(Thread.ofVirtual().name("engine-journal").start(() -> run(watcher)));
  }

  /**
   * Writes an entry soon, after all that were appended before. Never blocks.
   *
   * @return done when it is on the disk, by the writing thread; never, if that fails until the end
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

  /** Writes what waits, for a second at most, and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (writer.isEmpty()) {
        file.close();
      } else if (!writer.get().join(CLOSE_PATIENCE)) {
        log.warn("file={} not written to the end: the disk does not answer", path);
      }
    } catch (IOException e) {
      log.warn("file={} not closed reason=\"{}\"", path, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Consumer<Health> watcher) {
    try (file) {
      Optional<Batch> next = take();
      while (next.isPresent() && writeWhateverItTakes(next.get(), watcher)) {
        next = take();
      }
    } catch (IOException e) {
      log.warn("file={} not closed reason=\"{}\"", path, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for entries; empty at the end. */
  private Optional<Batch> take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closing) {
        changed.await();
      }
      if (waiting.isEmpty()) {
        return Optional.empty();
      }
      Batch batch = new Batch(waiting, overflown, sum.all(), written);
      waiting = new ArrayList<>();
      written = new CompletableFuture<>();
      overflown = false;
      return Optional.of(batch);
    } finally {
      lock.unlock();
    }
  }

  /** False if it was given up, at the end. */
  private boolean writeWhateverItTakes(Batch batch, Consumer<Health> watcher)
      throws InterruptedException {
    Optional<String> trouble = write(batch, batch.overflown());
    // A fresh file is shorter, and on the same full disk there may be room for it.
    if (trouble.isPresent() && write(batch, true).isPresent()) {
      String line = "the journal " + path + " cannot be written (" + trouble.get() + ")";
      log.warn("{}; trying again each second", line);
      watcher.accept(new Health.Ko(line));
      do {
        if (!pause()) {
          log.warn("file={} not written to the end: {}", path, trouble.get());
          return false;
        }
      } while (write(batch, true).isPresent());
      log.info("file={} can be written again", path);
      watcher.accept(new Health.Ok());
    }
    batch.written().complete(null);
    return true;
  }

  /** Empty if it is on the disk, else why not. */
  private Optional<String> write(Batch batch, boolean anew) {
    try {
      if (!anew) {
        file.append(batch.entries());
        if (batch.entries().stream().anyMatch(SupplyJournal::matters)) {
          file.force();
        }
      }
      if (anew || file.size() > sizeLimit) {
        file.startAnew(batch.sum().stream().flatMap(one -> one.entries().stream()).toList());
        sizeLimit = Math.max(SIZE_LIMIT, GROWTH_LIMIT * file.size());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(FileTrouble.words(e));
    }
  }

  /**
   * Whether a power cut must not undo it. A session that was only confirmed is worth nothing to
   * anybody, and what was told once may be told again.
   */
  private static boolean matters(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Started _, JournalEntry.Reading _, JournalEntry.Ended _ -> true;
      case JournalEntry.Held _, JournalEntry.Released _, JournalEntry.Told _ -> false;
    };
  }

  /** False if it is over. */
  private boolean pause() throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
      while (leftNanos > 0 && !closing) {
        leftNanos = changed.awaitNanos(leftNanos);
      }
      return !closing;
    } finally {
      lock.unlock();
    }
  }
}
