package org.evcharging.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @Test
  void isReadAndWrittenAsPeopleDo() {
    assertThat(Share.parse("60%").tenThousandths()).isEqualTo(6_000);
    assertThat(Share.parse("0.5%")).hasToString("0.5%");
    assertThat(Share.parse("100%")).hasToString("100%");
    assertThat(Share.parse("0%").isNothing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "0.6", "101%", "-1%", "0.125%", "%", "six%"})
  void isRefusedWithAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Share.parse(text))
        .withMessageContaining("such as 60%");
  }
}
