package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.message.Topic.EVENTS;
import static org.evcharging.message.Topic.REQUESTS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.central.kafka.InputProgress.Reading;
import org.junit.jupiter.api.Test;

class InputProgressTest {
  private final List<Boolean> caughtUp = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private final InputProgress progress =
      new InputProgress(Set.of(REQUESTS, EVENTS), "broker:9092", caughtUp::add, words::add);

  @Test
  void theNetworkHasCaughtUpWhenBothTopicsHave() {
    progress.set(REQUESTS, Reading.CAUGHT_UP);
    assertThat(caughtUp).isEmpty();

    progress.set(EVENTS, Reading.CAUGHT_UP);
    progress.set(EVENTS, Reading.CAUGHT_UP);
    assertThat(caughtUp).containsExactly(true);
  }

  @Test
  void whoWaitsIsToldWhenBothTopicsHave() throws Exception {
    progress.set(REQUESTS, Reading.CAUGHT_UP);
    assertThat(progress.awaitCaughtUp(Duration.ZERO)).isFalse();

    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            waiting.complete(progress.awaitCaughtUp(Duration.ofMinutes(1)));
          } catch (InterruptedException e) {
            waiting.completeExceptionally(e);
          }
        });
    progress.set(EVENTS, Reading.CAUGHT_UP);

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    assertThat(progress.awaitCaughtUp(Duration.ZERO)).isTrue();
  }

  @Test
  void anOutageIsSaidOnceAndEndsWhenBothTopicsAreReadToTheirEndsAgain() {
    bothCaughtUp();

    progress.set(REQUESTS, Reading.LOST);
    progress.set(EVENTS, Reading.LOST);
    assertThat(caughtUp).containsExactly(true, false);
    assertThat(progress.connected()).isFalse();
    assertThat(words).containsExactly("Kafka at broker:9092 cannot be reached; waiting for it");

    progress.set(EVENTS, Reading.BEHIND);
    progress.set(REQUESTS, Reading.BEHIND);
    assertThat(words).last().isEqualTo("Kafka at broker:9092 is back");
    progress.set(EVENTS, Reading.CAUGHT_UP);
    assertThat(caughtUp).containsExactly(true, false);
    progress.set(REQUESTS, Reading.CAUGHT_UP);
    assertThat(caughtUp).containsExactly(true, false, true);
    assertThat(words).hasSize(2);
  }

  @Test
  void lookingAgainPutsTheNetworkBehindButEndsNoOutage() {
    bothCaughtUp();
    progress.lookAgain(REQUESTS);
    assertThat(caughtUp).containsExactly(true, false);

    progress.set(EVENTS, Reading.LOST);
    progress.lookAgain(EVENTS);
    assertThat(progress.connected()).isFalse();
  }

  @Test
  void aTopicIsReadToItsEndsWhenEachPartitionWasOnce() {
    TopicPartition zero = new TopicPartition("t", 0);
    TopicPartition one = new TopicPartition("t", 1);
    Map<TopicPartition, Long> read = new HashMap<>(Map.of(zero, 5L, one, 0L));
    ReadingMark mark = new ReadingMark(Map.of(zero, 5L, one, 3L));

    assertThat(mark.reached(read::get)).isFalse();
    read.put(one, 2L);
    assertThat(mark.reached(read::get)).isFalse();
    read.put(one, 4L);
    assertThat(mark.reached(read::get)).isTrue();
  }

  private void bothCaughtUp() {
    progress.set(REQUESTS, Reading.CAUGHT_UP);
    progress.set(EVENTS, Reading.CAUGHT_UP);
  }
}
