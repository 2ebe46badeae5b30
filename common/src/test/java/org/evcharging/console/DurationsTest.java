package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({"500ms, 500", "20s, 20000", "0s, 0", "2m, 120000", "1h, 3600000"})
  void aNumberAndAUnitAreRead(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "20", "s", "20 s", "1.5s", "-1s", "20S", "20sec", "1m30s", "9999999999s"})
  void anythingElseIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("500ms, 20s, 2m or 1h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ms", "1500ms", "20s", "90s", "2m", "1h", "90m", "48h"})
  void whatIsWrittenIsReadBack(String text) {
    assertThat(Durations.format(Durations.parse(text))).isEqualTo(text);
  }
}
