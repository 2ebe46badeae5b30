package org.evcharging.benchmarks.traffic;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The first thing that went wrong in any thread: a figure measured after it means nothing. */
public final class Trouble implements Callback {
  private final AtomicReference<@Nullable Throwable> first = new AtomicReference<>();

  /** Notes what went wrong; the first counts. */
  public void happened(Throwable what) {
    first.compareAndSet(null, what);
  }

  /** A record that did not arrive never will: its slot would be lost. */
  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
    if (failure != null) {
      happened(failure);
    }
  }

  /**
   * Returns if all is well.
   *
   * @throws IllegalStateException if anything went wrong
   */
  public void requireNone() {
    Throwable what = first.get();
    if (what != null) {
      throw new IllegalStateException("the measurement broke: " + what, what);
    }
  }
}
