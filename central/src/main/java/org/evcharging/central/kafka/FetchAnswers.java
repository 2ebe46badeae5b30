package org.evcharging.central.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * Counts the answers a consumer gets: its {@code poll} does not tell whether the broker has nothing
 * new or is not there. An idle, healthy broker answers twice a second. Not thread-safe.
 */
final class FetchAnswers {
  private static final String METRIC = "fetch-total";

  private final Metric metric;
  private double seen;

  FetchAnswers(Consumer<?, ?> consumer) {
    // Besides the consumer's own there is one for each broker node, with more tags.
    this.metric =
        consumer.metrics().entrySet().stream()
            .filter(entry -> entry.getKey().name().equals(METRIC))
            .filter(entry -> entry.getKey().tags().size() == 1)
            .map(entry -> (Metric) entry.getValue())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("Kafka's client has no " + METRIC));
  }

  /** Tells whether there was an answer since the last call. */
  boolean more() {
    double now = metric.metricValue() instanceof Number count ? count.doubleValue() : 0;
    boolean more = now > seen;
    seen = now;
    return more;
  }
}
