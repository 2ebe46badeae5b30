package org.evcharging.clearing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTimeTest {
  private static final int MANY = 10_000;

  @Test
  void readsAnyTimeAsTheJdkDoes() {
    Random random = new Random(1);
    long lastSecond = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < MANY; i++) {
      Instant second = Instant.ofEpochSecond(random.nextLong(lastSecond));
      Instant milli = second.plusMillis(random.nextInt(1_000));

      assertThat(UtcTime.parse(second.toString())).isEqualTo(second);
      assertThat(UtcTime.parse(milli.toString())).isEqualTo(milli);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2026-11-20T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-11-20T18:00:00.123456789Z",
        "2026-11-20T18:00:00.1Z",
        "2026-11-20t18:00:00z",
        "2026-11-20T18:00:00+01:00",
        "+12026-11-20T18:00:00Z",
      })
  void readsOtherFormsAsTheJdkDoes(String text) {
    assertThat(UtcTime.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-13-20T18:00:00Z",
        "2026-00-20T18:00:00Z",
        "2026-02-29T18:00:00Z",
        "2026-11-31T18:00:00.000Z",
        "2026-11-20T25:00:00Z",
        "2026-11-20T18:60:00Z",
        "2026-11-20T18:00:61Z",
        "2026-11-20 18:00:00Z",
        "2026-11-20T18:00:0aZ",
        "2026-11-20T18:00:00",
        "2026-11-20T18:00Z",
      })
  void refusesWhatTheJdkRefuses(String text) {
    assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> UtcTime.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
