package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Silence silence = new Silence(Duration.ofSeconds(3), 0);

  @Test
  void itIsTooLongAfterTheLimit() {
    assertThat(silence.tooLong(SECOND)).isFalse();
    assertThat(silence.tooLong(2 * SECOND)).isFalse();
    assertThat(silence.tooLong(3 * SECOND)).isTrue();
  }

  @Test
  void itBeginsAnewWhenSomethingIsHeard() {
    silence.tooLong(SECOND);
    silence.tooLong(2 * SECOND);
    silence.heard(2 * SECOND + 1);
    assertThat(silence.tooLong(3 * SECOND)).isFalse();
  }

  @Test
  void aPauseOfTheWholeProcessIsNotSilence() {
    assertThat(silence.tooLong(600 * SECOND)).isFalse();
    assertThat(silence.tooLong(601 * SECOND)).isFalse();
    assertThat(silence.tooLong(602 * SECOND)).isTrue();
  }
}
