package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:5000, localhost, 5000",
    "10.0.0.1:1, 10.0.0.1, 1",
    "[::1]:65535, ::1, 65535"
  })
  void hostAndPortAreReadAndWrittenBack(String text, String host, int port) {
    HostPort read = HostPort.parse(text);

    assertThat(read).isEqualTo(new HostPort(host, port)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        ":5000",
        "5000",
        " :5000",
        "h:",
        "h:0",
        "h:65536",
        "h:x",
        "h:-1",
        "::1:5000"
      })
  void anythingElseIsRefusedWithWhatIsExpected(String text) {
    assertThatThrownBy(() -> HostPort.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ");
  }
}
