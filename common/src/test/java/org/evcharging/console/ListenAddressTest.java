package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenAddressTest {
  @ParameterizedTest
  @CsvSource({"6001,127.0.0.1,6001", "0.0.0.0:6001,0.0.0.0,6001", "0,127.0.0.1,0"})
  void listeningIsForThisMachineUnlessToldOtherwise(String text, String host, int port) {
    var address = new ListenAddress().convert(text).resolve();

    assertThat(address.getAddress().getHostAddress()).isEqualTo(host);
    assertThat(address.getPort()).isEqualTo(port);
  }
}
