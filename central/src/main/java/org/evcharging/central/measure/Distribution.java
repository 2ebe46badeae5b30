package org.evcharging.central.measure;

import java.util.List;

/**
 * How values were spread, at one moment.
 *
 * @param buckets by their limits, ascending; the last has none above it
 * @param sum of all values
 */
public record Distribution(List<Bucket> buckets, long sum) {
  /** The limit of the last bucket. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  /**
   * Values above the limit of the bucket before it.
   *
   * @param limit the largest value that belongs here
   * @param count how many there were
   */
  public record Bucket(long limit, long count) {}

  public Distribution {
    buckets = List.copyOf(buckets);
  }

  /** How many values there were. */
  public long count() {
    return buckets.stream().mapToLong(Bucket::count).sum();
  }
}
