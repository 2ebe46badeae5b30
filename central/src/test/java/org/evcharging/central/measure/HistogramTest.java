package org.evcharging.central.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.evcharging.central.measure.Distribution.Bucket;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void aValueIsInTheFirstBucketThatIsLargeEnoughForIt() {
    Histogram histogram = new Histogram(1, 10);
    for (long value : new long[] {0, 1, 2, 10, 11, 1_000}) {
      histogram.add(value);
    }

    Distribution read = histogram.read();

    assertThat(read.buckets())
        .containsExactly(new Bucket(1, 2), new Bucket(10, 2), new Bucket(Distribution.NO_LIMIT, 2));
    assertThat(read.count()).isEqualTo(6);
    assertThat(read.sum()).isEqualTo(1_024);
  }

  @Test
  void timesAreInNanosecondsAndTheirLimitsInMicroseconds() {
    Histogram histogram = Histogram.ofTimes(500);
    histogram.add(500_000);

    assertThat(histogram.read().buckets())
        .containsExactly(new Bucket(500_000, 1), new Bucket(Distribution.NO_LIMIT, 0));
  }
}
