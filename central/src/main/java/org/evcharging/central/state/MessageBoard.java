package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;

/**
 * The last messages of the application, for screens. Bounded: the oldest makes room. Thread-safe.
 */
public final class MessageBoard {
  /** Enough to scroll back over a busy minute. */
  private static final int CAPACITY = 500;

  /** How much a message matters. */
  public enum Level {
    INFO,
    WARNING,
    ERROR
  }

  /** One message, one line. */
  public record Message(Instant at, Level level, String text) {}

  private final ReentrantLock lock;

  @GuardedBy("lock")
  private final Deque<Message> messages = new ArrayDeque<>(CAPACITY);

  public MessageBoard() {
    this(Locks.REAL);
  }

  MessageBoard(Locks locks) {
    this.lock = locks.leaf();
  }

  public void post(Message message) {
    lock.lock();
    try {
      if (messages.size() == CAPACITY) {
        messages.removeFirst();
      }
      messages.addLast(message);
    } finally {
      lock.unlock();
    }
  }

  /** The messages on the board, oldest first. */
  public List<Message> messages() {
    lock.lock();
    try {
      return List.copyOf(messages);
    } finally {
      lock.unlock();
    }
  }
}
