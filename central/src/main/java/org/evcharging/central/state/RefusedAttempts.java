package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.evcharging.central.core.Input;
import org.evcharging.lock.Locks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refused attempts on their way to the audit log: a row each, but five in ten seconds at most, so
 * that nobody without a token can fill the disk. The others are counted, and the next row that is
 * written says how many they were: some 43,000 rows of 300 characters a day at the worst.
 * Thread-safe.
 */
public final class RefusedAttempts {
  public static final int ROWS_A_WINDOW = 5;
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** As much of an address as makes sense to read; the rest is whatever the other side likes. */
  private static final int MAX_LENGTH = 200;

  private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);

  private final NetworkInputs inputs;
  private final BooleanSupplier running;
  private final LongSupplier nanoClock;

  /** A leaf. It closes the race of two threads that both see the last free row of a window. */
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private long windowStartNanos;

  @GuardedBy("lock")
  private int rowsInWindow;

  @GuardedBy("lock")
  private long leftOut;

  /**
   * @param running whether rows reach the disk by now; before that they go to the log alone
   */
  public RefusedAttempts(NetworkInputs inputs, BooleanSupplier running, LongSupplier nanoClock) {
    this(inputs, running, nanoClock, Locks.REAL);
  }

  RefusedAttempts(
      NetworkInputs inputs, BooleanSupplier running, LongSupplier nanoClock, Locks locks) {
    this.inputs = inputs;
    this.running = running;
    this.nanoClock = nanoClock;
    this.lock = locks.leaf();
    this.windowStartNanos = nanoClock.getAsLong();
  }

  /** Writes it down, or counts it. May wait for a journal that is full, never for the disk. */
  public void report(String who, String what) {
    Optional<String> line = admit(oneLine(what));
    if (line.isEmpty()) {
      return;
    }
    if (!running.getAsBoolean()) {
      LOG.warn("{}: {}", who, line.get());
      return;
    }
    try {
      inputs.submit(new Input.AccessRefused(who, line.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> admit(String what) {
    lock.lock();
    try {
      long nowNanos = nanoClock.getAsLong();
      if (nowNanos - windowStartNanos >= WINDOW.toNanos()) {
        windowStartNanos = nowNanos;
        rowsInWindow = 0;
      }
      if (rowsInWindow == ROWS_A_WINDOW) {
        leftOut++;
        return Optional.empty();
      }
      rowsInWindow++;
      String line = leftOut == 0 ? what : what + " (and " + leftOut + " more before it)";
      leftOut = 0;
      return Optional.of(line);
    } finally {
      lock.unlock();
    }
  }

  private static String oneLine(String what) {
    String cut = what.length() > MAX_LENGTH ? what.substring(0, MAX_LENGTH) + "…" : what;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
