package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LinesTest {
  private final List<String> said = new CopyOnWriteArrayList<>();

  @Test
  void linesAreSaidInOrder() {
    try (Lines lines = new Lines(said::add)) {
      lines.say("a");
      lines.say("b");
      await().atMost(Duration.ofSeconds(5)).until(() -> said.size() == 2);
    }
    assertThat(said).containsExactly("a", "b");
  }

  @Test
  void closingSaysWhatWaits() {
    Lines lines = new Lines(said::add);
    for (int i = 0; i < 100; i++) {
      lines.say("line " + i);
    }

    lines.close();

    assertThat(said).hasSize(100).last().isEqualTo("line 99");
  }

  @Test
  void terminalThatTakesNothingHoldsNobodyUp() {
    CountDownLatch stalled = new CountDownLatch(1);
    Lines lines = new Lines(line -> waitFor(stalled));

    for (int i = 0; i < 10_000; i++) {
      lines.say("line " + i);
    }
    lines.close();

    assertThat(stalled.getCount()).isEqualTo(1);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
