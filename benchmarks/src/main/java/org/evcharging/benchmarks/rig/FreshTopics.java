package org.evcharging.benchmarks.rig;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.evcharging.central.kafka.Topics;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/**
 * The topics made anew, as Central makes them: neither side reads what the other has left, and both
 * begin with empty logs.
 */
final class FreshTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(20);
  private static final List<String> NAMES =
      Arrays.stream(Topic.values()).map(Topic::topicName).toList();

  private FreshTopics() {}

  static void make(String bootstrap) throws InterruptedException {
    try (Admin admin = Admin.create(KafkaSettings.admin(bootstrap, "bench-topics"))) {
      Set<String> there = names(admin);
      admin.deleteTopics(NAMES.stream().filter(there::contains).toList()).all().get();
      long untilNanos = System.nanoTime() + PATIENCE.toNanos();
      while (names(admin).stream().anyMatch(NAMES::contains)) {
        if (System.nanoTime() - untilNanos > 0) {
          throw new IllegalStateException(
              "topics are not gone after " + PATIENCE.toSeconds() + " s");
        }
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
      Topics.ensure(bootstrap);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics cannot be made anew: " + e.getCause(), e);
    }
  }

  private static Set<String> names(Admin admin) throws InterruptedException, ExecutionException {
    return admin.listTopics().names().get();
  }
}
