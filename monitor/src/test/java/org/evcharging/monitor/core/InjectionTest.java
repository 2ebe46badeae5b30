package org.evcharging.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fault cable torn, #2",
        "recover",
        "freeze 0",
        "freeze 86400",
        "disconnect 10",
        "slow 60000"
      })
  void whatIsReadIsWrittenTheSameWay(String line) {
    assertThat(Injection.parse("  " + line + " ").command()).isEqualTo(line);
  }

  @Test
  void faultAlwaysHasAReason() {
    assertThat(Injection.parse("fault"))
        .isEqualTo(new Injection.Fault("fault injected at the monitor"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "recover now|recover takes nothing after it; \"now\" is too much",
        "freeze|freeze needs a whole number of seconds from 0 to 86400, such as freeze 10",
        "freeze 86401|freeze needs a whole number of seconds from 0 to 86400, such as freeze 10",
        "freeze 99999999999999999999|freeze needs a whole number of seconds from 0 to 86400, such"
            + " as freeze 10",
        "disconnect -1|disconnect needs a whole number of seconds from 0 to 86400, such as"
            + " disconnect 10",
        "slow 0.5|slow needs a whole number of milliseconds from 0 to 60000, such as slow 250",
        "slow 60001|slow needs a whole number of milliseconds from 0 to 60000, such as slow 250",
        "FAULT|unknown command \"FAULT\"; there are fault [reason], recover, freeze SECONDS,"
            + " disconnect SECONDS, slow MILLIS",
        "''|unknown command \"\"; there are fault [reason], recover, freeze SECONDS,"
            + " disconnect SECONDS, slow MILLIS"
      })
  void whatIsNoCommandIsToldWhatWouldBeOne(String line, String message) {
    assertThatThrownBy(() -> Injection.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void reasonIsBounded() {
    assertThat(Injection.parse("fault " + "x".repeat(200))).isInstanceOf(Injection.Fault.class);
    assertThatThrownBy(() -> Injection.parse("fault " + "x".repeat(201)))
        .hasMessage("a reason has at most 200 characters, not 201");
  }

  @Test
  void terminalsAreNotCommandedByAReason() {
    assertThatThrownBy(() -> Injection.parse("fault \u001b[2J"))
        .hasMessage("control characters are no part of a command");
  }
}
