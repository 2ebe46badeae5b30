package org.evcharging.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * The life of a program that runs until it is told to stop (spec §11): by SIGTERM, Ctrl-C, a closed
 * terminal, {@link #stop} or {@link #fail}. The first of them decides; a second signal ends the
 * process at once.
 *
 * <pre>{@code
 * try (ProgramLife life = ProgramLife.start("engine")) {
 *   Engine engine = life.owns(Engine.start(config));
 *   Prompt prompt = life.owns(Prompt.open("> ", words));
 *   Thread.ofPlatform().daemon().start(() -> prompt.run(engine::command));
 *   return life.awaitStop();
 * }
 * }</pre>
 *
 * <p>From the moment it is told to stop, the program has 5 s; what has not closed by then is named
 * on stderr and the process ends with code 1, also when it is still starting up. Thread-safe.
 */
public final class ProgramLife implements AutoCloseable {
  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(5);

  private final String name;
  private final Duration closingLimit;
  private final Consumer<String> words;
  private final IntConsumer halt;

  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  @GuardedBy("lock")
  private Optional<Ending> ending = Optional.empty();

  @GuardedBy("lock")
  private String doing = "its start";

  @GuardedBy("lock")
  private Optional<Thread> closer = Optional.empty();

  private record Ending(String why, boolean failed) {}

  ProgramLife(String name, Duration closingLimit, Consumer<String> words, IntConsumer halt) {
    this.name = "ev " + name;
    this.closingLimit = closingLimit;
    this.words = words;
    this.halt = halt;
  }

  /**
   * Begins to listen for signals.
   *
   * @param name the command without {@code ev}, for the last line: {@code engine}
   */
  public static ProgramLife start(String name) {
    ProgramLife life =
        new ProgramLife(name, CLOSING_LIMIT, System.err::println, Runtime.getRuntime()::halt);
    Signals.register("TERM", () -> life.signal("SIGTERM"));
    Signals.register("INT", () -> life.signal("Ctrl-C"));
    Signals.register("HUP", () -> life.signal("SIGHUP"));
    return life;
  }

  /** Hands a part over to be closed at the end, before those handed over earlier. */
  public <T extends AutoCloseable> T owns(T part) {
    lock.lock();
    try {
      parts.push(part);
      return part;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells the program to end with code 0, and returns at once.
   *
   * @param why for the last line: {@code quit}
   */
  public void stop(String why) {
    end(new Ending(why, false));
  }

  /**
   * Tells the program to end with code 1, and returns at once.
   *
   * @param why one line for the user: what is wrong and what to do
   */
  public void fail(String why) {
    end(new Ending(why, true));
  }

  /** Whether it has been told to stop; for loops that wait for something at the start. */
  public boolean stopping() {
    return told.getCount() == 0;
  }

  /**
   * Waits until the program is told to stop, closes its parts, says so in one line on stderr.
   *
   * @return the exit code: 0, or 1 after {@link #fail} or if a part could not be closed
   */
  public int awaitStop() {
    try {
      told.await();
    } catch (InterruptedException e) {
      stop("interrupted");
    }
    boolean clean = closeParts();
    closed.countDown();
    Ending end = ending().orElseThrow();
    words.accept(
        name + (end.failed() ? ": failed: " + end.why() : ": stopped (" + end.why() + ")"));
    return end.failed() || !clean ? 1 : 0;
  }

  /** Closes what is left when the start itself has failed; does nothing after awaitStop. */
  @Override
  public void close() {
    closeParts();
    closed.countDown();
  }

  void signal(String which) {
    if (!end(new Ending(which, false))) {
      words.accept(name + ": ended at once (second signal: " + which + ")");
      halt.accept(1);
    }
  }

  private boolean end(Ending end) {
    lock.lock();
    try {
      if (ending.isPresent()) {
        return false;
      }
      ending = Optional.of(end);
    } finally {
      lock.unlock();
    }
    Thread.ofPlatform().daemon().name("closing-watchdog").start(() -> watch(end));
    told.countDown();
    return true;
  }

  private void watch(Ending end) {
    try {
      if (!closed.await(closingLimit.toNanos(), TimeUnit.NANOSECONDS)) {
        words.accept(
            "%s: told to stop (%s), but %s did not end within %s; gave up on it%s"
                .formatted(name, end.why(), doing(), Durations.format(closingLimit), place()));
        halt.accept(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // One part that fails to close must not keep the others open.
  private boolean closeParts() {
    boolean clean = true;
    closesHere();
    for (Optional<AutoCloseable> part = next(); part.isPresent(); part = next()) {
      try {
        part.get().close();
      } catch (Exception e) {
        clean = false;
        words.accept(name + ": " + part.get() + " did not close cleanly: " + e);
      }
    }
    return clean;
  }

  private void closesHere() {
    lock.lock();
    try {
      closer = Optional.of(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /** Where the thread is that closes: what is not Java's own says most. */
  private String place() {
    lock.lock();
    try {
      return closer.stream()
          .flatMap(thread -> Arrays.stream(thread.getStackTrace()))
          .filter(frame -> !frame.getClassName().matches("(java|jdk|sun)\\..*"))
          .findFirst()
          .map(frame -> " (in " + frame + ")")
          .orElse("");
    } finally {
      lock.unlock();
    }
  }

  private Optional<AutoCloseable> next() {
    lock.lock();
    try {
      Optional<AutoCloseable> part = Optional.ofNullable(parts.poll());
      part.ifPresent(next -> doing = next.getClass().getSimpleName());
      return part;
    } finally {
      lock.unlock();
    }
  }

  private String doing() {
    lock.lock();
    try {
      return doing;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Ending> ending() {
    lock.lock();
    try {
      return ending;
    } finally {
      lock.unlock();
    }
  }
}
