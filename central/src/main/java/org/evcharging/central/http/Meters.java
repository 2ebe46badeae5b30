package org.evcharging.central.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.evcharging.central.measure.Distribution;

/**
 * Puts into a registry what reads its value from the figures of the scrape under way. Names are
 * Micrometer's ({@code ev.requests}), except those of histograms, which it cannot read from
 * elsewhere: they are Prometheus' own.
 *
 * @param metrics whose scrape it is
 */
record Meters(PrometheusMeterRegistry registry, Metrics metrics) {

  /** What may rise and fall. */
  void gauge(String name, Tags tags, String description, ToDoubleFunction<Reading> value) {
    Gauge.builder(name, metrics, it -> value.applyAsDouble(it.current()))
        .tags(tags)
        .description(description)
        .register(registry);
  }

  /** What only rises; its name gets {@code _total}. */
  void counter(String name, Tags tags, String description, ToDoubleFunction<Reading> value) {
    FunctionCounter.builder(name, metrics, it -> value.applyAsDouble(it.current()))
        .tags(tags)
        .description(description)
        .register(registry);
  }

  /**
   * How values are spread.
   *
   * @param unit how many of the distributions' units make one of the metric's
   * @param parts by their labels
   */
  void histogram(
      String name,
      String description,
      double unit,
      Function<Reading, Map<Labels, Distribution>> parts) {
    Collector collector =
        () -> {
          HistogramSnapshot.Builder snapshot =
              HistogramSnapshot.builder().name(name).help(description);
          parts
              .apply(metrics.current())
              .forEach((labels, part) -> snapshot.dataPoint(dataPoint(labels, part, unit)));
          return snapshot.build();
        };
    registry.getPrometheusRegistry().register(collector);
  }

  private static HistogramDataPointSnapshot dataPoint(
      Labels labels, Distribution part, double unit) {
    List<Double> limits = part.buckets().stream().map(it -> limit(it, unit)).toList();
    List<Long> counts = part.buckets().stream().map(Distribution.Bucket::count).toList();
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(limits, counts))
        .sum(part.sum() / unit)
        .build();
  }

  private static double limit(Distribution.Bucket bucket, double unit) {
    return bucket.limit() == Distribution.NO_LIMIT
        ? Double.POSITIVE_INFINITY
        : bucket.limit() / unit;
  }
}
