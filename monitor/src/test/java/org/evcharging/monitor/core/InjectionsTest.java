package org.evcharging.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.evcharging.monitor.core.Script.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last paragraph of spec §5: faults put in on purpose. */
class InjectionsTest {
  private final Scene scene = new Scene();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fault cable #2 torn|FAULT#cable \\#2 torn|the engine breaks down: cable #2 torn",
        "recover|RECOVER|the engine recovers",
        "freeze 10|FREEZE#10|the engine answers nothing for 10 s",
        "freeze 0|FREEZE#0|the engine answers again",
        "slow 250|SLOW#250|the engine answers 250 ms late",
        "slow 0|SLOW#0|the engine answers at once again"
      })
  void engineIsToldAndSoIsWhoeverAsked(String command, String frame, String words) {
    scene.running();
    scene.injected(command);
    scene.expect("engine < " + frame, "say injected: " + words, "OK " + words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fault", "recover", "freeze 1", "slow 1"})
  void nothingIsDoneWhileTheEngineIsNotThere(String command) {
    scene.injected(command);
    scene.expect("ERR not done: engine not reachable");
  }

  @Test
  void engineThatRefusedUsIsNotTold() {
    scene.engineConnects();
    scene.engineSays("REFUSED#another Monitor is connected");
    scene.effects();
    scene.injected("fault");
    scene.expect("ERR not done: engine refused its monitor: another Monitor is connected");
  }

  /** One that was frozen by an earlier Monitor says READY only when it thaws. */
  @Test
  void engineThatIsGreetedCanBeThawed() {
    scene.engineConnects();
    scene.effects();
    scene.injected("freeze 0");
    assertThat(scene.effects()).contains("engine < FREEZE#0");
  }

  @Test
  void disconnectingLeavesCentralAndTellsTheEngine() {
    scene.running();
    scene.injected("disconnect 10");
    scene.expect(
        "hang up central PT10S",
        "say injected: away from central for 10 s",
        "OK away from central for 10 s",
        "engine < CENTRAL#DOWN");
    assertThat(scene.view().centralTrouble())
        .contains("kept away from central for 10 s, as injected");
  }

  @Test
  void whatStillComesFromTheOldConnectionIsOfNoAccount() {
    scene.running();
    scene.injected("disconnect 10");
    scene.effects();
    scene.centralConnects();
    scene.centralSays("REGISTERED#MAD-01#AGAIN");
    scene.centralLost("localhost:5000: connection closed");
    scene.expect();
    assertThat(scene.view().centralConnected()).isFalse();
  }

  @Test
  void afterDisconnectingItRegistersAgain() {
    scene.running();
    scene.injected("disconnect 10");
    scene.centralLost("localhost:5000: connection closed");
    scene.later(10_000);
    scene.effects();
    scene.centralConnects();
    scene.expect("central < REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000#22000");
    scene.centralSays("REGISTERED#MAD-01#AGAIN");
    scene.expect("say central connected", "central < STATUS#OK#-#-#-", "engine < CENTRAL#UP");
    assertThat(scene.view().centralTrouble()).isEmpty();
  }

  @Test
  void centralThatIsNotThereAfterDisconnectingIsSaid() {
    scene.running();
    scene.injected("disconnect 10");
    scene.centralLost("localhost:5000: connection closed");
    scene.later(10_000);
    scene.effects();
    scene.centralLost("localhost:5000: Connection refused");
    scene.expect("say central cannot be reached: localhost:5000: Connection refused");
  }

  @Test
  void laterDisconnectionReplacesTheFirst() {
    scene.running();
    scene.injected("disconnect 600");
    scene.effects();
    scene.injected("disconnect 0");
    scene.expect(
        "hang up central PT0S",
        "say injected: back to central at once",
        "OK back to central at once");
    scene.centralConnects();
    assertThat(scene.effects()).anyMatch(effect -> effect.startsWith("central < REGISTER#"));
  }

  @Test
  void scriptIsFollowedFromTheStartInTheOrderOfItsTimes() {
    Scene scripted =
        new Scene(
            new Script(
                List.of(
                    new Step(Duration.ofSeconds(3), new Injection.Recover()),
                    new Step(Duration.ofMillis(500), new Injection.Fault("torn")))));
    scripted.running();
    assertThat(scripted.dueInMs()).isEqualTo(500);
    scripted.later(499);
    scripted.expect();
    scripted.later(1);
    scripted.expect("engine < FAULT#torn", "say injected: the engine breaks down: torn");
    scripted.later(2_499);
    assertThat(scripted.effects()).doesNotContain("engine < RECOVER");
    scripted.later(1);
    assertThat(scripted.effects()).contains("engine < RECOVER");
  }

  @Test
  void scriptSaysWhatItCouldNotDo() {
    Scene scripted =
        new Scene(new Script(List.of(new Step(Duration.ofMillis(500), new Injection.Freeze(5)))));
    scripted.later(500);
    scripted.expect("say script: freeze 5 not done: engine not reachable");
  }
}
