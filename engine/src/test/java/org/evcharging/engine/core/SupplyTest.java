package org.evcharging.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.engine.core.Scene.authorize;
import static org.evcharging.engine.core.Scene.grant;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineEvent;
import org.junit.jupiter.api.Test;

/** From plugging in to the end, and what may come between. */
class SupplyTest {
  @Test
  void plugStartsASupplyOnlyWhenGranted() {
    assertThat(Scene.idle().give(new Input.Plug()).orElseThrow())
        .isEqualTo(
            "Cannot plug in: no session is authorised here; ask for one with request DRIVER");
    assertThat(Scene.confirmed("s1").give(new Input.Plug()).orElseThrow())
        .isEqualTo("Cannot plug in: Central has not authorised the session yet");
    assertThat(Scene.charging("s1").give(new Input.Plug()).orElseThrow())
        .isEqualTo("Cannot plug in: D1 is already charging");

    Scene scene = Scene.granted("s1").quiet();
    assertThat(scene.give(new Input.Plug())).isEmpty();
    assertThat(scene.texts()).containsExactly("Started s1");
  }

  @Test
  void unplugWithNothingPluggedInIsRefused() {
    assertThat(Scene.granted("s1").give(new Input.Unplug()))
        .contains("Cannot unplug: nothing is plugged in");
  }

  @Test
  void aMeterValueIsSentEachSecond() {
    Scene scene = Scene.charging("s1").quiet().after(Duration.ofSeconds(3));

    assertThat(scene.texts())
        .containsExactly(
            "MeterValue s1 " + Scenes.POWER_W / 3600,
            "MeterValue s1 " + Scenes.POWER_W * 2 / 3600,
            "MeterValue s1 " + Scenes.POWER_W * 3 / 3600);
  }

  @Test
  void afterAPauseOneMeterValueSaysItAll() {
    Scene scene = Scene.charging("s1").quiet().asleepFor(Duration.ofSeconds(10));

    assertThat(scene.texts()).containsExactly("MeterValue s1 " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void aLineForPeopleComesEachFiveSeconds() {
    Scene scene = Scene.charging("s1").quiet().after(Duration.ofSeconds(10));

    assertThat(scene.lines).hasSize(2).allMatch(line -> line.startsWith("Charging D1: 0.0"));
  }

  @Test
  void theFinalReadingHasWhatCameSinceTheLastMeterValue() {
    Scene scene =
        Scene.charging("s1").after(Duration.ofMillis(10_900)).quiet().with(new Input.Unplug());

    assertThat(scene.texts())
        .containsExactly("Ended s1 UNPLUGGED " + Scenes.POWER_W * 109 / 36_000);
  }

  @Test
  void speedScalesEnergyButNotPower() {
    Scene scene = Scene.idle(new EngineRules(22_000, 60, Optional.empty(), 7));
    scene.command(authorize("s1", "D1")).command(grant("s1")).with(new Input.Plug()).quiet();

    scene.after(Duration.ofSeconds(1));

    EngineEvent.MeterValue meter = (EngineEvent.MeterValue) scene.lastEvent();
    assertThat(meter.energy().wh()).isEqualTo(Scenes.POWER_W * 60 / 3600);
    assertThat(meter.powerW()).isEqualTo(Scenes.POWER_W);
  }

  @Test
  void itStopsAtExactlyTheEnergyThatIsPaid() {
    Scene scene =
        Scene.idle()
            .command(authorize("s1", "D1", OptionalLong.of(17)))
            .command(grant("s1"))
            .with(new Input.Plug())
            .after(Duration.ofMinutes(1));

    assertThat(scene.texts()).last().isEqualTo("Ended s1 FUNDS_EXHAUSTED 17");
  }

  @Test
  void itStopsWhenTheBatteryIsFull() {
    Scene scene = Scene.idle(new EngineRules(22_000, 3_600, Optional.empty(), 7));
    scene.command(authorize("s1", "D1")).command(grant("s1")).with(new Input.Plug());

    scene.after(Duration.ofMinutes(2));

    EngineEvent.Ended ended = (EngineEvent.Ended) scene.lastEvent();
    assertThat(Scene.text(ended)).startsWith("Ended s1 BATTERY_FULL ");
    assertThat(ended.energy().wh()).isEqualTo(room("s1"));
  }

  private static long room(String session) {
    Vehicle vehicle = Vehicle.of(7, new org.evcharging.model.SessionId(session));
    return vehicle.batteryWh() * (100 - vehicle.arrivesWithPercent()) / 100;
  }

  @Test
  void aGrantedSessionThatIsNotPluggedInForAMinuteExpires() {
    Scene scene = Scene.granted("s1").quiet();

    assertThat(scene.after(Duration.ofMillis(59_999)).events).isEmpty();
    assertThat(scene.after(Duration.ofMillis(1)).texts()).containsExactly("Ended s1 EXPIRED 0");
    assertThat(scene.give(new Input.Plug())).isPresent();
  }

  @Test
  void aConfirmationThatCentralNeverFollowsUpFreesTheOutlet() {
    Scene scene = Scene.confirmed("s1").quiet().after(Duration.ofMinutes(5));

    assertThat(scene.texts()).containsExactly("Ended s1 EXPIRED 0");
    assertThat(scene.command(authorize("s2", "D2")).texts()).last().isEqualTo("Confirmed s2");
  }

  @Test
  void aFaultEndsTheSupply() {
    Scene scene =
        Scene.charging("s1")
            .after(Duration.ofSeconds(10))
            .quiet()
            .with(new Input.Fault("overheated"));

    assertThat(scene.texts()).containsExactly("Ended s1 ENGINE_FAULT " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void theOperatorsStopEndsTheSupply() {
    assertThat(Scene.charging("s1").quiet().with(new Input.OperatorStop()).texts())
        .containsExactly("Ended s1 OPERATOR_STOP 0");
  }

  @Test
  void aStopAndAFaultStrikeASessionThatIsNotPluggedInYet() {
    assertThat(Scene.granted("s1").quiet().with(new Input.OperatorStop()).texts())
        .containsExactly("Ended s1 OPERATOR_STOP 0");
    assertThat(Scene.confirmed("s1").quiet().with(new Input.Fault("")).texts())
        .containsExactly("Ended s1 ENGINE_FAULT 0");
  }

  @Test
  void withoutAMonitorForSixSecondsTheSupplyEnds() {
    Scene scene = Scene.charging("s1").with(new Input.MonitorLeft(Duration.ZERO)).quiet();

    assertThat(scene.after(Duration.ofMillis(5_999)).texts())
        .allMatch(text -> text.startsWith("MeterValue"));
    assertThat(scene.after(Duration.ofMillis(1)).texts())
        .last()
        .isEqualTo("Ended s1 MONITOR_LOST " + Scenes.POWER_W * 6 / 3600);
  }

  @Test
  void aMonitorThatWasSilentBeforeItWasGivenUpIsMissedFromItsLastSound() {
    Scene scene = Scene.charging("s1").after(Duration.ofSeconds(10)).quiet();

    scene.with(new Input.MonitorLeft(Duration.ofSeconds(4))).after(Duration.ofSeconds(2));

    assertThat(scene.texts()).last().asString().startsWith("Ended s1 MONITOR_LOST");
  }

  @Test
  void aMonitorThatComesBackInTimeSavesTheSupply() {
    Scene scene = Scene.charging("s1").with(new Input.MonitorLeft(Duration.ZERO));

    scene.after(Duration.ofSeconds(5)).with(new Input.MonitorCame());

    assertThat(scene.after(Duration.ofSeconds(30)).outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void noSupplyBeginsWithoutMonitorOrCentral() {
    assertThat(Scene.granted("s1").with(new Input.CentralSeen(false)).give(new Input.Plug()))
        .contains("Cannot plug in: Central cannot be reached");
    assertThat(
            Scene.granted("s1").with(new Input.MonitorLeft(Duration.ZERO)).give(new Input.Plug()))
        .contains("Cannot plug in: no Monitor is connected");
  }

  @Test
  void aSupplyGoesOnWhenCentralCannotBeReached() {
    Scene scene = Scene.charging("s1").with(new Input.CentralSeen(false));

    assertThat(scene.after(Duration.ofMinutes(1)).outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void aRequestAtThePromptGoesToCentral() {
    Scene scene = Scene.idle();

    assertThat(scene.give(Scene.request("D1"))).isEmpty();
    assertThat(scene.requests).hasSize(1);
  }

  @Test
  void aRequestAtThePromptIsRefusedWhenNothingCouldComeOfIt() {
    Scene scene = Scene.idle().with(new Input.CentralSeen(false));
    assertThat(scene.give(Scene.request("D1")))
        .contains("No new supply: Central cannot be reached");
    scene.with(new Input.CentralSeen(true)).with(new Input.MonitorLeft(Duration.ZERO));
    assertThat(scene.give(Scene.request("D1"))).contains("No new supply: no Monitor is connected");
    assertThat(scene.requests).isEmpty();
  }

  @Test
  void shutdownEndsTheSupplyAndSaysSo() {
    Scene scene =
        Scene.charging("s1").after(Duration.ofSeconds(10)).quiet().with(new Input.Shutdown());

    assertThat(scene.texts())
        .containsExactly("Ended s1 ENGINE_STOPPED " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void withAutoItPlugsInWhenGrantedAndUnplugsAfterItsTime() {
    Scene scene = Scene.idle(new EngineRules(22_000, 1, Optional.of(Duration.ofSeconds(20)), 7));
    scene.command(authorize("s1", "D1")).quiet().command(grant("s1"));
    assertThat(scene.texts()).containsExactly("Started s1");

    scene.quiet().after(Duration.ofSeconds(20));

    assertThat(scene.texts()).hasSize(20);
    assertThat(scene.texts()).last().isEqualTo("Ended s1 UNPLUGGED " + Scenes.POWER_W * 20 / 3600);
  }

  @Test
  void withAutoItWaitsForCentralBeforeItPlugsIn() {
    Scene scene = Scene.idle(new EngineRules(22_000, 1, Optional.of(Duration.ofSeconds(20)), 7));
    scene.with(new Input.CentralSeen(false)).command(authorize("s1", "D1")).command(grant("s1"));
    assertThat(scene.outlet()).isInstanceOf(Outlet.Granted.class);

    scene.with(new Input.CentralSeen(true));

    assertThat(scene.outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void afterItsEndASessionIsNeverHeardOfAgain() {
    List<String> texts =
        Scene.charging("s1")
            .with(new Input.Unplug())
            .quiet()
            .with(new Input.Fault(""))
            .with(new Input.OperatorStop())
            .with(new Input.MonitorLeft(Duration.ZERO))
            .after(Duration.ofMinutes(10))
            .texts();

    assertThat(texts).isEmpty();
  }
}
