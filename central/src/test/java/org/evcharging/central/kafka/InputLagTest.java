package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InputLagTest {
  private static final TopicPartition FIRST = new TopicPartition("ev.requests", 0);
  private static final TopicPartition SECOND = new TopicPartition("ev.requests", 1);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final InputLag lag = new InputLag();

  @Test
  void whatIsReadCountsUntilItIsDecided() {
    readTo(10, 20);
    lag.read(3, consumer, 0);
    assertThat(lag.records()).isEqualTo(90 + 180 + 3);

    lag.decided();
    lag.decided();

    assertThat(lag.records()).isEqualTo(90 + 180 + 1);
  }

  @Test
  void partitionsAreAskedFiveTimesASecondAtMost() {
    readTo(10, 20);
    lag.read(0, consumer, 0);
    readTo(100, 200);
    lag.read(0, consumer, Duration.ofMillis(199).toNanos());
    assertThat(lag.records()).isEqualTo(90 + 180);

    lag.read(0, consumer, Duration.ofMillis(200).toNanos());

    assertThat(lag.records()).isZero();
  }

  /** The first partition ends at 100, the second at 200. */
  private void readTo(long first, long second) {
    consumer.assign(List.of(FIRST, SECOND));
    consumer.updateEndOffsets(Map.of(FIRST, 100L, SECOND, 200L));
    consumer.seek(FIRST, first);
    consumer.seek(SECOND, second);
  }
}
