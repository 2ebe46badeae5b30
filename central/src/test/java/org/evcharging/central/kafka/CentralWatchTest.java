package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;

class CentralWatchTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Heartbeat OWN = new Heartbeat(2, "own");
  private static final Heartbeat OTHER = new Heartbeat(1, "other");

  private final List<String> words = new ArrayList<>();
  private final List<TailReader> tails = new ArrayList<>();
  private final MessageCodec codec = new MessageCodec();
  private Duration passed = Duration.ZERO;
  private long nextOffset;

  private final CentralWatch watch =
      new CentralWatch(
          new KafkaAccess(
              "played:9092",
              KafkaClients.overTheNetwork(),
              (_, reader) -> {
                tails.add(reader);
                return new NoTail();
              },
              () -> {
                throw new AssertionError("makes no topics");
              }),
          OWN,
          new Clocks() {
            @Override
            public Instant instant() {
              return NOON.plus(passed);
            }

            @Override
            public long nanos() {
              return passed.toNanos();
            }
          },
          words::add,
          _ -> {});

  @Test
  void whoseHistoryIsReadAndForeignToNobodyIsAlone() throws Exception {
    assertThat(watch.isAlone()).isFalse();
    beat(new Heartbeat(1, "own"));
    tails.getFirst().caughtUp();

    assertThat(watch.isAlone()).isTrue();
    assertThat(words).isEmpty();
  }

  @Test
  void afterARecentForeignHeartbeatItListensForFiveSeconds() throws Exception {
    beat(OTHER);
    tails.getFirst().caughtUp();

    assertThat(watch.isAlone()).isFalse();
    passed = Duration.ofMillis(4_999);
    assertThat(watch.isAlone()).isFalse();
    passed = Duration.ofSeconds(5);
    assertThat(watch.isAlone()).isTrue();
    assertThat(words).singleElement().asString().contains("other");
  }

  @Test
  void besideALiveCentralItRefuses() throws Exception {
    beat(OTHER);
    tails.getFirst().caughtUp();
    assertThat(watch.isAlone()).isFalse();
    passed = Duration.ofSeconds(2);
    beat(OTHER);

    assertThatThrownBy(watch::isAlone)
        .isInstanceOf(ForeignCentral.class)
        .hasMessageContaining("other");
  }

  private void beat(Heartbeat heartbeat) {
    tails
        .getFirst()
        .read(
            new TailRecord(
                0,
                nextOffset++,
                NOON.plus(passed).toEpochMilli(),
                Topic.CENTRAL_KEY,
                Optional.of(codec.encode(heartbeat, NOON)),
                new RecordHeaders()));
  }
}
