package org.evcharging.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending half of a connection: the frames that wait, and the virtual thread that writes one
 * after the other, each until it is answered. Thread-safe.
 */
final class FrameWriter {
  static final int MAX_WAITING_FRAMES = 64;
  static final int MAX_RESENDS = 3;

  /** Who does not even answer at frame level for so long is gone, or as good as gone. */
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

  /** What {@link #offer} made of a frame. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private enum Answer {
    NONE,
    ACK,
    NACK,
    /** None will be waited for any more. */
    LEAVING
  }

  private final Line line;
  private final Duration answerPatience;
  private final Thread thread;

  /**
   * A leaf, held for a few instructions. It closes the race between an answer that arrives and the
   * writer that begins to wait for it, and between the last frame offered and the goodbye.
   */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<byte[]> waiting = new ArrayDeque<>(2);

  @GuardedBy("lock")
  private Answer answer = Answer.NONE;

  @GuardedBy("lock")
  private boolean leaving;

  @GuardedBy("lock")
  private Optional<String> failure = Optional.empty();

  FrameWriter(Line line, Duration answerPatience, String peer) {
    this.line = line;
    this.answerPatience = answerPatience;
    this.thread = Thread.ofVirtual().name("frames to " + peer).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Queues the frame, if there is room and the connection is to stay. */
  Offer offer(byte[] frame) {
    lock.lock();
    try {
      if (leaving) {
        return Offer.CLOSED;
      }
      if (waiting.size() >= MAX_WAITING_FRAMES) {
        return Offer.FULL;
      }
      waiting.add(frame);
      changed.signalAll();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** The reader met an ACK. */
  void acknowledged() {
    answered(Answer.ACK);
  }

  /** The reader met a NACK. */
  void refused() {
    answered(Answer.NACK);
  }

  /** Sends what waits, without waiting for answers, then EOT; takes no more. */
  void leave() {
    lock.lock();
    try {
      leaving = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends at once: the peer left. */
  void abandon() {
    lock.lock();
    try {
      leaving = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends at once, for a reason that {@link #failure} tells; the first one given stays. */
  void fail(String reason) {
    lock.lock();
    try {
      if (!leaving && failure.isEmpty()) {
        failure = Optional.of(reason);
      }
    } finally {
      lock.unlock();
    }
    // First the socket: who is cut off gets no goodbye.
    line.close();
    abandon();
  }

  Optional<String> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the thread to end; tells whether it has. */
  boolean join(Duration patience) throws InterruptedException {
    return thread.join(patience);
  }

  private void run() {
    try {
      Optional<byte[]> frame = nextFrame();
      while (frame.isPresent()) {
        deliver(frame.get());
        frame = nextFrame();
      }
      line.write(Framing.EOT);
    } catch (IOException e) {
      // The reader finds out too, and reads what the peer sent before it went: the socket stays.
      abandon();
    } catch (InterruptedException e) {
      fail("interrupted");
    }
  }

  private Optional<byte[]> nextFrame() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !leaving) {
        changed.await();
      }
      return Optional.ofNullable(waiting.poll());
    } finally {
      lock.unlock();
    }
  }

  private void deliver(byte[] frame) throws IOException, InterruptedException {
    for (int sent = 0; sent <= MAX_RESENDS; sent++) {
      forgetAnswer();
      line.write(frame);
      switch (awaitAnswer()) {
        case ACK, LEAVING -> {
          return;
        }
        case NONE -> {
          fail("did not answer a frame for " + answerPatience.toMillis() + " ms");
          return;
        }
        case NACK -> {}
      }
    }
    fail("called a frame damaged " + (MAX_RESENDS + 1) + " times");
  }

  private void forgetAnswer() {
    lock.lock();
    try {
      answer = Answer.NONE;
    } finally {
      lock.unlock();
    }
  }

  private Answer awaitAnswer() throws InterruptedException {
    long remainingNanos = answerPatience.toNanos();
    lock.lock();
    try {
      while (answer == Answer.NONE && !leaving && remainingNanos > 0) {
        remainingNanos = changed.awaitNanos(remainingNanos);
      }
      return answer == Answer.NONE && leaving ? Answer.LEAVING : answer;
    } finally {
      lock.unlock();
    }
  }

  private void answered(Answer newAnswer) {
    lock.lock();
    try {
      answer = newAnswer;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
