package org.evcharging.central.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to the disk. Entries are appended in the order of the decisions, under the lock they
 * were made under; one thread writes all that wait in one transaction, and hands them on once it is
 * committed. Alone, an entry waits for its own transaction; under load hundreds share one.
 *
 * <p>An entry that nobody can learn of (a reading, a life sign) asks for no transaction: it is
 * handed on right after what was before it and counts as committed then; its reading and position
 * are written with the next transaction, or after 5 s.
 *
 * <p>If the disk fails, the journal stops: nothing of the failed transaction is handed on, and
 * nothing more is taken.
 *
 * <p>{@link #start} gives it a thread of its own. Instead, one thread may call its steps, {@link
 * #write} and {@link #handOn}. Everything else is thread-safe.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** Long enough for a last commit on a slow disk, short enough to stop within 5 s (spec §11). */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final JournalOptions options;
  private final Consumer<StoreFailure> onFailure;
  private final Permits permits;
  private final EntryQueue queue;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final CommitCounters counters = new CommitCounters();
  private final AtomicLong outboxAcknowledgedTo = new AtomicLong();
  private final Writer writer;
  private final Thread thread = Thread.ofPlatform().name("journal").unstarted(this::run);
  private volatile Optional<StoreFailure> halted = Optional.empty();

  /** Taken from the queue, and too many for one transaction; the writing thread's. */
  private List<Entry> taken = List.of();

  /**
   * A journal that takes entries at once, and writes them from {@link #start} on. What waits for a
   * commit goes on in a virtual thread of its own.
   *
   * @param clocks for the informative {@code at} of messages, and for what may wait
   * @param setAside where the record is noted whose entry the database refuses
   * @param onFailure told once that Central must stop; by the journal's thread
   */
  public Journal(
      Store store,
      Clocks clocks,
      JournalOptions options,
      SetAside setAside,
      Consumer<StoreFailure> onFailure) {
    // What follows may block: never on the journal's thread, nor one behind the other.
    this(store, clocks, options, setAside, Thread::startVirtualThread, onFailure);
  }

  /**
   * The same, with a place of one's own for what waits for a commit.
   *
   * @param completions runs each of what follows from a commit; may do so later
   */
  public Journal(
      Store store,
      Clocks clocks,
      JournalOptions options,
      SetAside setAside,
      Executor completions,
      Consumer<StoreFailure> onFailure) {
    this.options = options;
    this.onFailure = onFailure;
    queue = new EntryQueue(completions, Locks.REAL);
    permits = new Permits(options.permits());
    writer = new Writer(store, clocks, options, setAside, counters, outboxAcknowledgedTo);
  }

  /** Adds one who is told of each commit from now on, after those added before. */
  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /** Begins to write. Once. */
  public void start() {
    thread.start();
  }

  /**
   * Waits until one more entry may be appended; never while holding a lock.
   *
   * @throws JournalStopped if none will ever be
   */
  public void acquire(Lane lane) throws InterruptedException {
    permits.acquire(lane);
    Optional<JournalStopped> refusal = queue.refusal();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }

  /** How many times {@link #acquire} would not wait now. */
  public int room(Lane lane) {
    return permits.available(lane);
  }

  /** Tells whether {@link #acquire} would not wait now. */
  public boolean hasRoom(Lane lane) {
    return room(lane) > 0;
  }

  /** Gives a permit back that came to no entry. */
  public void release() {
    permits.release(1);
  }

  /**
   * Puts an entry behind all others, and returns its number: the first has 1. The caller has a
   * permit, which is given back at the commit, and holds the lock that the decision was made under.
   * Neither waits nor touches the disk.
   *
   * @throws JournalStopped if the journal takes nothing more
   */
  public long append(Entry entry) {
    return queue.append(entry);
  }

  /**
   * Stops it because the memory can no longer be trusted: what was appended is still written, then
   * Central is told to stop. May be called under the state's lock: it waits for nothing.
   *
   * @param line for the operator
   * @return to be thrown by whoever cannot go on
   */
  public JournalStopped halt(String line, Throwable cause) {
    JournalStopped stopped = new JournalStopped(line, cause);
    halted = Optional.of(new StoreFailure(line, cause));
    queue.close(stopped);
    permits.open();
    return stopped;
  }

  /** Why it was told to {@link #halt}; empty if it was not. */
  public Optional<StoreFailure> halted() {
    return halted;
  }

  /** The number of the newest entry; 0 before the first. */
  public long appended() {
    return queue.appended();
  }

  /** Tells whether all entries up to this number are on the disk. */
  public boolean isCommitted(long sequence) {
    return queue.isCommitted(sequence);
  }

  /**
   * Completes once all entries up to this number are committed, on a thread that may block;
   * exceptionally, with {@link JournalStopped}, if they never will be.
   */
  public CompletableFuture<Void> whenCommitted(long sequence) {
    return queue.whenCommitted(sequence);
  }

  /** Says that the outbox rows up to this one have long arrived and may go. */
  public void outboxAcknowledgedTo(long row) {
    outboxAcknowledgedTo.accumulateAndGet(row, Math::max);
  }

  /** What it has done so far. */
  public JournalCounters counters() {
    return counters.read();
  }

  /** What its lock has cost so far. */
  public LockReport lockReport() {
    return queue.lock().report();
  }

  /** Takes nothing more, commits what is in hand and stops, within 2 s. */
  @Override
  public void close() {
    queue.close(new JournalStopped("it is closed"));
    permits.open();
    if (thread.getState() == Thread.State.NEW) {
      queue.end(new JournalStopped("it is closed"));
    } else if (!Thread.currentThread().equals(thread)) {
      join();
    }
  }

  private void join() {
    try {
      if (!thread.join(CLOSE_TIMEOUT)) {
        LOG.warn(
            "The journal still writes after {} ms: what it has in hand may be lost; it was never"
                + " told to anybody",
            CLOSE_TIMEOUT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (!queue.closed()) {
        if (!step()) {
          queue.await(writer.dueNanos());
        }
      }
      // What was appended just before it closed.
      while (step()) {}
      writer.writeRest();
      queue.end(new JournalStopped("it is closed"));
      halted.ifPresent(onFailure);
    } catch (StoreFailure e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      // Whatever it was: a dead journal that says nothing would be worse.
      fail(new StoreFailure("the journal broke on " + e + ": Central must stop; restart it", e));
    }
  }

  private boolean step() throws StoreFailure {
    Optional<Committed> committed = write();
    committed.ifPresent(this::handOn);
    return committed.isPresent();
  }

  /**
   * Writes what waits, or as much of it as goes into one transaction. What it returns is on the
   * disk as far as it has to be, and is to be given to {@link #handOn} before the next step.
   *
   * @return empty if no entry waited
   */
  public Optional<Committed> write() throws StoreFailure {
    if (taken.isEmpty()) {
      taken = queue.take();
    }
    if (taken.isEmpty()) {
      writer.writeDue();
      return Optional.empty();
    }
    int count = Math.min(taken.size(), options.batchEntries());
    List<Entry> batch = taken.subList(0, count);
    taken = taken.subList(count, taken.size());
    return Optional.of(writer.write(batch));
  }

  /** Tells the listeners, lets go on who waits, and makes room. */
  public void handOn(Committed committed) {
    // Listeners first: who is told of a commit may look at what they show.
    for (CommitListener listener : listeners) {
      listener.committed(committed);
    }
    int entries = committed.entries().size();
    counters.handedOn(entries);
    queue.committed(entries);
    permits.release(entries);
  }

  private void fail(StoreFailure failure) {
    queue.end(new JournalStopped(failure.line(), failure));
    permits.open();
    onFailure.accept(failure);
  }
}
