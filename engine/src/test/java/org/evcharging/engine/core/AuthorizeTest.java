package org.evcharging.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.engine.core.Scene.authorize;
import static org.evcharging.engine.core.Scene.cancel;
import static org.evcharging.engine.core.Scene.end;
import static org.evcharging.engine.core.Scene.grant;
import static org.evcharging.engine.core.Scene.raise;

import java.time.Duration;
import java.util.OptionalLong;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Test;

/** What an Engine answers to Central's commands. */
class AuthorizeTest {
  @Test
  void anIdleEngineConfirms() {
    Scene scene = Scene.idle().command(authorize("s1", "D1"));

    assertThat(scene.texts()).containsExactly("Confirmed s1");
    assertThat(scene.outlet()).isInstanceOf(Outlet.Confirmed.class);
  }

  @Test
  void theSameAuthorizeAgainIsConfirmedAgainInEveryState() {
    assertThat(Scene.confirmed("s1").quiet().command(authorize("s1", "D1")).texts())
        .containsExactly("Confirmed s1");
    assertThat(Scene.granted("s1").quiet().command(authorize("s1", "D1")).texts())
        .containsExactly("Confirmed s1");
    Scene charging = Scene.charging("s1").quiet().command(authorize("s1", "D1"));
    assertThat(charging.texts()).containsExactly("Confirmed s1");
    assertThat(charging.outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void anotherSessionIsRejectedWhileOneHoldsTheOutlet() {
    for (Scene scene :
        new Scene[] {Scene.confirmed("s1"), Scene.granted("s1"), Scene.charging("s1")}) {
      scene.quiet().command(authorize("s2", "D2"));
      assertThat(scene.texts()).containsExactly("Rejected s2 busy with D1");
      assertThat(scene.state().supply().map(supply -> supply.session().sessionId().value()))
          .isNotEqualTo("s2");
    }
  }

  @Test
  void aFaultedEngineRejects() {
    Scene scene = Scene.idle().with(new Input.Fault("cable torn")).command(authorize("s1", "D1"));

    assertThat(scene.texts()).containsExactly("Rejected s1 faulted: cable torn");
  }

  @Test
  void anEngineStoppedByTheOperatorRejectsUntilItIsResumed() {
    Scene scene = Scene.idle().with(new Input.OperatorStop()).command(authorize("s1", "D1"));
    assertThat(scene.texts()).containsExactly("Rejected s1 out of order: stopped by the operator");

    scene.quiet().with(new Input.OperatorResume()).command(authorize("s2", "D1"));
    assertThat(scene.texts()).containsExactly("Confirmed s2");
  }

  @Test
  void aFaultThatComesAndGoesLeavesTheOperatorsStopInForce() {
    Scene scene =
        Scene.idle()
            .with(new Input.OperatorStop())
            .with(new Input.Fault(""))
            .with(new Input.Recover())
            .command(authorize("s1", "D1"));

    assertThat(scene.lastEvent()).isInstanceOf(EngineEvent.Rejected.class);
  }

  @Test
  void anEngineWithoutAMonitorRejects() {
    Scene scene = Scene.started().command(authorize("s1", "D1"));

    assertThat(scene.texts()).containsExactly("Rejected s1 no Monitor is connected");
  }

  @Test
  void anEngineThatShutsDownRejects() {
    Scene scene = Scene.idle().with(new Input.Shutdown()).command(authorize("s1", "D1"));

    assertThat(scene.texts()).containsExactly("Rejected s1 the engine is shutting down");
  }

  @Test
  void anAuthorizeOfTheSessionThatHasJustEndedGetsItsEndAgain() {
    Scene scene =
        Scene.charging("s1").with(new Input.Unplug()).quiet().command(authorize("s1", "D1"));

    assertThat(scene.texts()).containsExactly("Ended s1 UNPLUGGED 0");
    assertThat(scene.outlet()).isInstanceOf(Outlet.Idle.class);
  }

  @Test
  void grantedMakesItPluggableAndSaysNothingToCentral() {
    Scene scene = Scene.confirmed("s1").quiet().command(grant("s1"));

    assertThat(scene.outlet()).isInstanceOf(Outlet.Granted.class);
    assertThat(scene.events).isEmpty();
  }

  @Test
  void grantedAgainDoesNotGiveMoreTimeNorDisturbTheSupply() {
    Scene late = Scene.granted("s1").after(Duration.ofSeconds(59)).command(grant("s1"));
    assertThat(late.quiet().after(Duration.ofSeconds(1)).texts())
        .containsExactly("Ended s1 EXPIRED 0");
    assertThat(Scene.charging("s1").command(grant("s1")).outlet())
        .isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void grantedForASessionItDoesNotHoldIsAnsweredThatThereIsNone() {
    assertThat(Scene.idle().command(grant("s1")).texts()).containsExactly("Ended s1 RECONCILED 0");
    assertThat(Scene.charging("s1").quiet().command(grant("s2")).texts())
        .containsExactly("Ended s2 RECONCILED 0");
  }

  @Test
  void grantedForTheSessionThatHasJustEndedGetsItsEndAgain() {
    Scene scene = Scene.confirmed("s1").with(new Input.Fault("")).quiet().command(grant("s1"));

    assertThat(scene.texts()).containsExactly("Ended s1 ENGINE_FAULT 0");
  }

  @Test
  void cancelForgetsASessionThatWasNotGranted() {
    Scene scene = Scene.confirmed("s1").quiet().command(cancel("s1"));

    assertThat(scene.outlet()).isInstanceOf(Outlet.Idle.class);
    assertThat(scene.events).isEmpty();
  }

  @Test
  void cancelEndsAGrantedSessionWithNothingSoThatItsMoneyIsFree() {
    Scene scene = Scene.granted("s1").quiet().command(cancel("s1"));

    assertThat(scene.outlet()).isInstanceOf(Outlet.Idle.class);
    assertThat(scene.texts()).containsExactly("Ended s1 RECONCILED 0");
  }

  @Test
  void cancelEndsASupplyWithItsFinalReading() {
    Scene scene = Scene.charging("s1").after(Duration.ofSeconds(10)).quiet().command(cancel("s1"));

    assertThat(scene.texts()).containsExactly("Ended s1 RECONCILED " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void cancelOfAnotherSessionChangesNothing() {
    Scene scene = Scene.charging("s1").quiet().command(cancel("s2"));

    assertThat(scene.events).isEmpty();
    assertThat(scene.outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void endSessionEndsTheSupplyWithItsReasonAndItsFinalReading() {
    Scene scene =
        Scene.charging("s1")
            .after(Duration.ofSeconds(10))
            .quiet()
            .command(end("s1", EndReason.DRIVER_STOP));

    assertThat(scene.texts()).containsExactly("Ended s1 DRIVER_STOP " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void endSessionEndsAlsoWhatDoesNotSupplyYet() {
    assertThat(Scene.granted("s1").quiet().command(end("s1", EndReason.DRIVER_STOP)).texts())
        .containsExactly("Ended s1 DRIVER_STOP 0");
  }

  @Test
  void endSessionOfAnUnknownSessionIsNotAnswered() {
    Scene scene = Scene.charging("s1").quiet().command(end("s2", EndReason.DRIVER_STOP));

    assertThat(scene.events).isEmpty();
    assertThat(scene.outlet()).isInstanceOf(Outlet.Charging.class);
  }

  @Test
  void endSessionOfTheLastEndedSessionGetsItsEndAgainWithTheFirstReason() {
    Scene scene =
        Scene.charging("s1")
            .after(Duration.ofSeconds(10))
            .with(new Input.Unplug())
            .quiet()
            .command(end("s1", EndReason.DRIVER_STOP));

    assertThat(scene.texts()).containsExactly("Ended s1 UNPLUGGED " + Scenes.WH_IN_TEN_SECONDS);
  }

  @Test
  void aRaisedLimitIsTheOneWhereItStops() {
    Scene scene =
        Scene.idle()
            .command(authorize("s1", "D1", OptionalLong.of(10)))
            .command(raise("s1", 20))
            .command(grant("s1"))
            .with(new Input.Plug())
            .command(raise("s1", 30))
            .command(raise("s1", 25))
            .command(raise("s2", 90))
            .after(Duration.ofMinutes(1));

    assertThat(scene.texts()).last().isEqualTo("Ended s1 FUNDS_EXHAUSTED 30");
  }

  @Test
  void everyEventHasTheNextSequenceNumberOfItsBoot() {
    Scene scene = Scene.charging("s1").after(Duration.ofSeconds(5)).with(new Input.Unplug());

    assertThat(scene.events).extracting(event -> event.origin().boot()).containsOnly(3L);
    assertThat(scene.events)
        .extracting(event -> event.origin().sequence())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }
}
