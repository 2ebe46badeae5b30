package org.evcharging.monitor.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.console.UserError;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.core.MonitorView;
import org.junit.jupiter.api.Test;

class MonitorPromptTest {
  private static final MonitorView CHARGING =
      new MonitorView(
          Optional.of(new Health.Ok()),
          Optional.of(new Supply(new SessionId("s-1"), new Energy(1250))),
          true,
          Optional.empty());
  private static final MonitorView ALONE =
      new MonitorView(
          Optional.of(new Health.Ko("engine not reachable")),
          Optional.empty(),
          false,
          Optional.of("central cannot be reached: localhost:5000: Connection refused"));

  private final List<String> said = new ArrayList<>();
  private final List<String> quits = new ArrayList<>();
  private final List<Injection> injected = new ArrayList<>();

  @Test
  void statusSaysHowEngineAndCentralAre() {
    prompt(CHARGING).obey("status");
    prompt(ALONE).obey("status");

    assertThat(said)
        .containsExactly(
            "MAD-01: engine ok, supplies session s-1, 1.250 kWh so far; central connected",
            "MAD-01: engine faulted: engine not reachable; "
                + "central cannot be reached: localhost:5000: Connection refused");
  }

  @Test
  void helpNamesEveryCommand() {
    prompt(CHARGING).obey("help");

    assertThat(String.join("\n", said)).contains(MonitorPrompt.WORDS);
  }

  @Test
  void quitEndsTheProgram() {
    prompt(CHARGING).obey("quit");

    assertThat(quits).hasSize(1);
  }

  @Test
  void unknownCommandIsToldWhatThereIs() {
    assertThatThrownBy(() -> prompt(CHARGING).obey("stop"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "unknown command \"stop\"; there are fault, recover, freeze, disconnect, slow, status,"
                + " help, quit");
  }

  @Test
  void faultsAreHandedOn() {
    prompt(CHARGING).obey("fault cable torn");
    prompt(CHARGING).obey("freeze 10");

    assertThat(injected)
        .containsExactly(new Injection.Fault("cable torn"), new Injection.Freeze(10));
  }

  @Test
  void faultThatIsWrittenWronglyIsOneLineAndDoesNothing() {
    assertThatThrownBy(() -> prompt(CHARGING).obey("freeze for ever"))
        .isInstanceOf(UserError.class)
        .hasMessage("freeze needs a whole number of seconds from 0 to 86400, such as freeze 10");
    assertThat(injected).isEmpty();
  }

  private String inject(Injection injection) {
    injected.add(injection);
    return "done";
  }

  private MonitorPrompt prompt(MonitorView view) {
    return new MonitorPrompt(
        new ChargePointId("MAD-01"), () -> view, this::inject, said::add, () -> quits.add("quit"));
  }
}
