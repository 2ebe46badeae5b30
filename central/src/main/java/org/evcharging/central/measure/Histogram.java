package org.evcharging.central.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.evcharging.central.measure.Distribution.Bucket;

/**
 * Counts values by how large they are. One thread adds, so that nothing is counted with a costly
 * atomic step, nor anything allocated; any may read, a moment late at most.
 */
public final class Histogram {
  private final long[] limits;

  /** One more than there are limits: what is above the last. */
  private final AtomicLongArray counts;

  private final AtomicLong sum = new AtomicLong();

  /**
   * @param limits of the buckets, ascending; one without a limit follows by itself
   */
  public Histogram(long... limits) {
    this.limits = limits.clone();
    this.counts = new AtomicLongArray(limits.length + 1);
  }

  /**
   * Of times, in nanoseconds.
   *
   * @param limitsMicros of the buckets, in microseconds, ascending
   */
  public static Histogram ofTimes(long... limitsMicros) {
    return new Histogram(LongStream.of(limitsMicros).map(TimeUnit.MICROSECONDS::toNanos).toArray());
  }

  /** Counts a value. By one thread at a time. */
  public void add(long value) {
    int bucket = 0;
    while (bucket < limits.length && value > limits[bucket]) {
      bucket++;
    }
    counts.lazySet(bucket, counts.getPlain(bucket) + 1);
    sum.lazySet(sum.getPlain() + value);
  }

  /** What was counted so far. */
  public Distribution read() {
    List<Bucket> buckets = new ArrayList<>(counts.length());
    for (int i = 0; i < limits.length; i++) {
      buckets.add(new Bucket(limits[i], counts.get(i)));
    }
    buckets.add(new Bucket(Distribution.NO_LIMIT, counts.get(limits.length)));
    return new Distribution(buckets, sum.get());
  }
}
