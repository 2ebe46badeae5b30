package org.evcharging.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** Whether Kafka is there. */
public final class Broker {
  /** How long one look waits; a cold client on a busy machine needs a good second. */
  private static final Duration LOOK = Duration.ofSeconds(3);

  /** How soon {@code stopping} is noticed. */
  private static final Duration STEP = Duration.ofMillis(200);

  private Broker() {}

  /**
   * Waits until Kafka answers. Says nothing if it does at once; else once that it cannot be
   * reached, and once that it is there.
   *
   * @param words takes sentences for the user
   * @param stopping asked several times a second; if true, no more waiting
   * @return whether Kafka is there; false only when stopping, or when the thread is interrupted
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static boolean await(String bootstrap, Consumer<String> words, BooleanSupplier stopping) {
    KafkaSettings.requireBootstrap(bootstrap);
    try {
      if (answers(bootstrap, stopping)) {
        return true;
      }
      if (!stopping.getAsBoolean()) {
        words.accept("Kafka at " + bootstrap + " cannot be reached; waiting for it");
      }
      while (!stopping.getAsBoolean()) {
        if (answers(bootstrap, stopping)) {
          words.accept("Kafka at " + bootstrap + " is there");
          return true;
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Takes {@link #LOOK} for a no, unless stopping. */
  private static boolean answers(String bootstrap, BooleanSupplier stopping)
      throws InterruptedException {
    long untilNanos = System.nanoTime() + LOOK.toNanos();
    try {
      // A new client for each look: with a host name that does not resolve yet none can be made.
      Admin admin = Admin.create(KafkaSettings.admin(bootstrap, "ev-waiting"));
      try {
        return comes(admin.describeCluster().clusterId(), untilNanos, stopping);
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (KafkaException _) {
      while (System.nanoTime() - untilNanos < 0 && !stopping.getAsBoolean()) {
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
      return false;
    }
  }

  private static boolean comes(KafkaFuture<?> answer, long untilNanos, BooleanSupplier stopping)
      throws InterruptedException {
    while (System.nanoTime() - untilNanos < 0 && !stopping.getAsBoolean()) {
      try {
        answer.get(STEP.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (TimeoutException _) {
        // Not yet.
      } catch (ExecutionException e) {
        throw new KafkaException(e.getCause());
      }
    }
    return false;
  }
}
