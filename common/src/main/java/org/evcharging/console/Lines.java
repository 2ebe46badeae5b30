package org.evcharging.console;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lines on their way to people, said in order by a thread of their own: a terminal that does not
 * take them (a pipe nobody reads) holds nobody else up. When too many wait, new ones are lost.
 * Thread-safe.
 */
public final class Lines implements AutoCloseable {
  private static final int CAPACITY = 1_000;
  private static final int CLOSE_SECONDS = 1;

  /** Empty: the end. */
  private final BlockingQueue<Optional<String>> waiting = new ArrayBlockingQueue<>(CAPACITY);

  private final Consumer<String> voice;
  private final Thread speaker;

  /**
   * @param voice says one line; called from one thread
   */
  public Lines(Consumer<String> voice) {
    this.voice = voice;
    this.speaker = Thread.ofVirtual().name("lines").start(this::speak);
  }

  /** Says a line, soon. Never blocks. */
  public void say(String line) {
    boolean _ = waiting.offer(Optional.of(line));
  }

  /** Says what waits, for a second at most, and ends. */
  @Override
  public void close() {
    try {
      boolean _ = waiting.offer(Optional.empty(), CLOSE_SECONDS, TimeUnit.SECONDS);
      boolean _ = speaker.join(Duration.ofSeconds(CLOSE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    speaker.interrupt();
  }

  private void speak() {
    try {
      Optional<String> line = waiting.take();
      while (line.isPresent()) {
        voice.accept(line.get());
        line = waiting.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
