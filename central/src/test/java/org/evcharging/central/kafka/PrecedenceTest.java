package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.junit.jupiter.api.Test;

class PrecedenceTest {
  private static final Heartbeat OWN = new Heartbeat(5, "own");
  private static final Heartbeat OTHER = new Heartbeat(9, "other");

  private final Precedence precedence = new Precedence(OWN);

  @Test
  void theOneThatWasThereBeforeGoesOn() {
    precedence.heard(OWN, 10, 0);
    assertThat(precedence.heard(OTHER, 11, 100)).isEmpty();
    precedence.heard(OWN, 12, 2_000);
    assertThat(precedence.heard(OTHER, 13, 2_100)).isEmpty();
  }

  @Test
  void theLaterOneStopsAndSaysWhy() {
    precedence.before(OTHER, 10, 0);
    precedence.heard(OWN, 11, 100);
    assertThat(precedence.heard(OTHER, 12, 2_000)).get().asString().contains("other", "own");
  }

  @Test
  void oneThatComesBackAfterAnAbsenceIsTheLaterOne() {
    precedence.before(OTHER, 10, 0);
    precedence.heard(OWN, 11, 60_000);
    assertThat(precedence.heard(OTHER, 12, 61_000)).isEmpty();
  }

  @Test
  void afterAnAbsenceOfItsOwnItYields() {
    precedence.heard(OWN, 10, 0);
    precedence.heard(OTHER, 11, 8_000);
    precedence.heard(OWN, 12, 9_000);
    assertThat(precedence.heard(OTHER, 13, 10_000)).isPresent();
  }

  @Test
  void earlierRunsOfItsOwnDatabaseAreNoReasonAndLaterOnesAre() {
    Heartbeat earlier = new Heartbeat(4, "own");
    assertThat(precedence.before(earlier, 1, 0)).isFalse();
    assertThat(precedence.heard(earlier, 2, 0)).isEmpty();
    assertThat(precedence.heard(new Heartbeat(6, "own"), 3, 0))
        .get()
        .asString()
        .contains("epoch 6");
  }

  @Test
  void itsOwnHeartbeatBeforeItSentOneComesFromACopyOfItsDatabase() {
    assertThat(precedence.before(OWN, 1, 0)).isTrue();
  }

  @Test
  void onlyAHeartbeatOfTheLastSecondsIsWorthListeningFor() {
    precedence.before(OTHER, 1, 10_000);
    assertThat(precedence.foreignSince(Instant.ofEpochMilli(10_001))).isEmpty();
    assertThat(precedence.foreignSince(Instant.ofEpochMilli(10_000))).contains(OTHER);
  }

  @Test
  void aTopicMadeAnewBeginsNewSeries() {
    precedence.heard(OWN, 1_000, 0);
    precedence.heard(OWN, 3, 2_000);
    assertThat(precedence.heard(OTHER, 4, 2_100)).isEmpty();
  }
}
