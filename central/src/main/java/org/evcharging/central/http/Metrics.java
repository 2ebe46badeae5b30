package org.evcharging.central.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.locks.ReentrantLock;

/**
 * {@code /metrics}: what is counted anyway, read when somebody asks, so that it costs nothing while
 * nobody does. Made at the first question. Thread-safe.
 */
final class Metrics {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final HttpApi api;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** A leaf. It closes the race of two scrapes, of which one would read the other's figures. */
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Reading reading;

  Metrics(HttpApi api) {
    this.api = api;
    this.reading = Reading.of(api);
    Meters meters = new Meters(registry, this);
    NetworkMeters.addTo(meters);
    ProcessMeters.addTo(meters, reading);
  }

  /** All of them in Prometheus' text form. Blocks for a commit. */
  String scrape() {
    // Outside the lock: it waits for the disk.
    Reading now = Reading.of(api);
    lock.lock();
    try {
      reading = now;
      return registry.scrape();
    } finally {
      lock.unlock();
    }
  }

  /** The figures of the scrape under way. Called by the registry, under the lock. */
  Reading current() {
    lock.lock();
    try {
      return reading;
    } finally {
      lock.unlock();
    }
  }
}
