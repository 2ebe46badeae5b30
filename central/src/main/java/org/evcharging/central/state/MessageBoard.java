package org.evcharging.central.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

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

  private final Deque<Message> messages = new ArrayDeque<>(CAPACITY);

  public synchronized void post(Message message) {
    if (messages.size() == CAPACITY) {
      messages.removeFirst();
    }
    messages.addLast(message);
  }

  /** The messages on the board, oldest first. */
  public synchronized List<Message> messages() {
    return List.copyOf(messages);
  }
}
