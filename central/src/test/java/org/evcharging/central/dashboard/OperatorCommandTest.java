package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.evcharging.central.dashboard.OperatorCommand.FilterBy;
import org.evcharging.central.dashboard.OperatorCommand.Help;
import org.evcharging.central.dashboard.OperatorCommand.Nothing;
import org.evcharging.central.dashboard.OperatorCommand.OrderAll;
import org.evcharging.central.dashboard.OperatorCommand.OrderOne;
import org.evcharging.central.dashboard.OperatorCommand.Quit;
import org.evcharging.central.dashboard.OperatorCommand.Show;
import org.evcharging.central.dashboard.OperatorCommand.Unclear;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorCommandTest {
  @Test
  void eachCommandIsUnderstood() {
    ChargePointId id = new ChargePointId("MAD-01");
    assertThat(OperatorCommand.parse("stop MAD-01")).isEqualTo(new OrderOne(Order.STOP, id));
    assertThat(OperatorCommand.parse("resume MAD-01")).isEqualTo(new OrderOne(Order.RESUME, id));
    assertThat(OperatorCommand.parse("stop all")).isEqualTo(new OrderAll(Order.STOP));
    assertThat(OperatorCommand.parse("resume all")).isEqualTo(new OrderAll(Order.RESUME));
    assertThat(OperatorCommand.parse("filter gran vía")).isEqualTo(new FilterBy("gran vía"));
    assertThat(OperatorCommand.parse("filter")).isEqualTo(new FilterBy(""));
    assertThat(OperatorCommand.parse("show MAD-01")).isEqualTo(new Show(id));
    assertThat(OperatorCommand.parse("help")).isEqualTo(new Help());
    assertThat(OperatorCommand.parse("quit")).isEqualTo(new Quit());
    assertThat(OperatorCommand.parse("   ")).isEqualTo(new Nothing());
  }

  @Test
  void spacesAndCapitalsOfTheWordDoNotMatter() {
    assertThat(OperatorCommand.parse("  STOP   MAD-01  "))
        .isEqualTo(new OrderOne(Order.STOP, new ChargePointId("MAD-01")));
    assertThat(OperatorCommand.parse("Stop ALL")).isEqualTo(new OrderAll(Order.STOP));
  }

  @ParameterizedTest
  @CsvSource({
    "dance, 'unknown command \"dance\"; there are stop, resume, show, filter, help and quit'",
    "stop, 'stop what? Say stop ID, or stop all'",
    "resume, 'resume what? Say resume ID, or resume all'",
    "show, 'show what? Say show ID'",
    "show a#b, '\"a#b\" is not a charge point id; say show MAD-01'",
    "stop MAD-01 MAD-02,"
        + " '\"MAD-01 MAD-02\" is not a charge point id; say stop MAD-01, or stop all'",
    "resume a#b, '\"a#b\" is not a charge point id; say resume MAD-01, or resume all'"
  })
  void whatIsUnclearIsAnsweredWithOneLineThatSaysWhatToType(String line, String answer) {
    assertThat(OperatorCommand.parse(line)).isEqualTo(new Unclear(answer));
  }
}
