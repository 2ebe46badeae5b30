package org.evcharging.monitor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.evcharging.model.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of spec §5, and of §4 rule 12 as far as a Monitor has to do with it. */
class WatchTest {
  private static final String LOST =
      "say engine lost; waiting for it until it has been silent for 2 s";

  private final Scene scene = new Scene();

  @Test
  void engineIsGreetedAndAskedAtOnce() {
    scene.engineConnects();
    scene.expect("engine < HELLO#MAD-01", "engine < HEALTH");
  }

  @Test
  void engineIsAskedEachSecond() {
    scene.engineReady("OK#-#-");
    scene.later(999);
    scene.expect();
    scene.later(1);
    scene.expect("engine < HEALTH");
    scene.later(1000);
    scene.expect("engine < HEALTH");
  }

  @Test
  void missedChecksAreNotMadeUpFor() {
    scene.engineReady("OK#-#-");
    scene.later(10_000);
    assertThat(scene.effects()).containsOnlyOnce("engine < HEALTH");
  }

  @Test
  void centralIsRegisteredWithOnceTheEngineIsKnown() {
    scene.centralConnects();
    scene.expect();
    scene.engineConnects();
    scene.expect("engine < HELLO#MAD-01", "engine < HEALTH");
    scene.engineSays("READY#MAD-01");
    scene.engineSays("OK#-#-");
    scene.expect(
        "engine < CENTRAL#DOWN",
        "say engine ok",
        "central < REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000#22000");
    scene.centralSays("REGISTERED#MAD-01#AGAIN");
    scene.expect("say central connected", "central < STATUS#OK#-#-#-", "engine < CENTRAL#UP");
  }

  @ParameterizedTest
  @CsvSource({"false, engine not reachable", "true, engine is not ready"})
  void centralIsRegisteredWithAfterTwoSecondsAnyway(boolean engineThere, String reason) {
    scene.centralConnects();
    if (engineThere) {
      scene.engineConnects();
      scene.later(500);
      scene.engineSays("OK#-#-");
    }
    scene.later(engineThere ? 1499 : 1999);
    assertThat(scene.view().engine()).isEmpty();
    scene.effects();
    scene.later(1);
    assertThat(scene.effects())
        .contains("say engine faulted: " + reason)
        .anyMatch(effect -> effect.startsWith("central < REGISTER#"));
  }

  @Test
  void monitorThatComesBackBeneathASupplyNeverCallsTheEngineFaulted() {
    scene.centralConnects();
    scene.later(300);
    scene.engineConnects();
    scene.engineSays("READY#MAD-01");
    scene.engineSays("OK#s-1#1250");
    scene.centralSays("REGISTERED#MAD-01#AGAIN");
    assertThat(scene.effects())
        .contains("central < STATUS#OK#s-1#1250#-")
        .noneMatch(effect -> effect.contains("KO"));
  }

  @Test
  void lifeSignComesEachSecondWithHealthAndSupply() {
    scene.running();
    scene.later(1000);
    scene.engineSays("OK#-#-");
    scene.expect("engine < HEALTH", "central < STATUS#OK#-#-#-");
    scene.engineSays("OK#s-1#7");
    scene.expect("central < STATUS#OK#s-1#7#-");
    scene.later(500);
    scene.engineSays("OK#s-1#8");
    scene.later(499);
    scene.expect();
    scene.later(1);
    scene.expect("engine < HEALTH", "central < STATUS#OK#s-1#8#-");
  }

  @Test
  void faultAndRecoveryAreReportedAtOnce() {
    scene.running();
    scene.later(100);
    scene.engineSays("KO#loose cable");
    scene.expect("say engine faulted: loose cable", "central < STATUS#KO#-#-#loose cable");
    scene.later(100);
    scene.engineSays("OK#-#-");
    scene.expect("say engine ok", "central < STATUS#OK#-#-#-");
  }

  @Test
  void faultedEngineSuppliesNothing() {
    scene.running();
    scene.engineSays("OK#s-1#7");
    scene.engineSays("KO#-");
    assertThat(scene.effects()).last().isEqualTo("central < STATUS#KO#-#-#engine gives no reason");
  }

  @Test
  void engineThatDoesNotAnswerForTwoSecondsIsFaulted() {
    scene.running();
    scene.later(1000);
    scene.later(1000);
    scene.later(999);
    assertThat(scene.effects()).noneMatch(effect -> effect.contains("KO"));
    scene.later(1);
    assertThat(scene.effects())
        .contains("say engine faulted: engine does not answer")
        .contains("central < STATUS#KO#-#-#engine does not answer");
    scene.engineSays("OK#-#-");
    scene.expect("say engine ok", "central < STATUS#OK#-#-#-");
  }

  @Test
  void slowAnswerIsAnAnswer() {
    scene.running();
    for (int second = 0; second < 10; second++) {
      scene.later(1000);
      scene.later(900);
      scene.engineSays("OK#-#-");
    }
    assertThat(scene.effects()).noneMatch(effect -> effect.contains("KO"));
  }

  @Test
  void engineThatSaysGoodbyeIsFaultedAtOnceAndLifeSignsGoOn() {
    scene.running();
    scene.engineLeaves();
    scene.expect(
        "say engine faulted: engine not reachable", "central < STATUS#KO#-#-#engine not reachable");
    scene.engineLost();
    scene.expect();
    scene.later(1000);
    scene.expect("central < STATUS#KO#-#-#engine not reachable");
  }

  @Test
  void engineWhoseConnectionBreaksIsFaultedAfterTwoSecondsWithoutAnAnswer() {
    scene.running();
    scene.engineSays("OK#s-1#7");
    scene.effects();
    scene.engineLost();
    scene.expect(LOST);
    scene.later(1000);
    scene.expect("central < STATUS#OK#s-1#7#-");
    scene.engineLost();
    scene.later(999);
    scene.expect();
    scene.later(1);
    scene.expect(
        "say engine faulted: engine not reachable", "central < STATUS#KO#-#-#engine not reachable");
  }

  @Test
  void twoSecondsWithoutAnAnswerCountFromTheFirstCheckThatFailed() {
    scene.running();
    scene.later(1000);
    scene.later(500);
    scene.effects();
    scene.engineLost();
    scene.later(500);
    scene.effects();
    scene.later(999);
    assertThat(scene.effects()).noneMatch(effect -> effect.contains("KO"));
    scene.later(1);
    assertThat(scene.effects()).contains("say engine faulted: engine not reachable");
  }

  @Test
  void engineThatIsBackInTimeWasNeverFaulted() {
    scene.running();
    scene.engineSays("OK#s-1#7");
    scene.engineLost();
    scene.effects();
    scene.later(900);
    scene.engineConnects();
    scene.engineSays("KO#waiting for Kafka");
    scene.later(900);
    scene.effects();
    scene.engineSays("READY#MAD-01");
    scene.expect("say engine is back", "engine < CENTRAL#UP", "engine < HEALTH");
    scene.engineSays("OK#-#-");
    scene.expect("central < STATUS#OK#-#-#-");
  }

  @Test
  void engineThatIsBackButNotReadyInTimeIsFaulted() {
    scene.running();
    scene.engineLost();
    scene.engineConnects();
    scene.effects();
    scene.later(1000);
    scene.engineSays("KO#waiting for Kafka");
    scene.later(999);
    assertThat(scene.effects()).noneMatch(effect -> effect.contains("KO"));
    scene.later(1);
    assertThat(scene.effects()).contains("central < STATUS#KO#-#-#waiting for Kafka");
  }

  @Test
  void engineThatIsBackInTimeAndUnwellIsFaultedAtOnce() {
    scene.running();
    scene.engineLost();
    scene.engineConnects();
    scene.engineSays("READY#MAD-01");
    scene.effects();
    scene.engineSays("KO#loose cable");
    assertThat(scene.effects()).contains("central < STATUS#KO#-#-#loose cable");
  }

  @Test
  void engineThatIsBackCountsOnceItIsReady() {
    scene.running();
    scene.engineLeaves();
    scene.effects();
    scene.engineConnects();
    scene.engineSays("OK#-#-");
    scene.expect(
        "engine < HELLO#MAD-01",
        "engine < HEALTH",
        "say engine faulted: engine is not ready",
        "central < STATUS#KO#-#-#engine is not ready");
    scene.engineSays("READY#MAD-01");
    scene.expect("engine < CENTRAL#UP", "say engine ok", "central < STATUS#OK#-#-#-");
  }

  @Test
  void engineThatRefusesIsFaultedAndAskedAgainSlowly() {
    scene.running();
    scene.engineLeaves();
    scene.effects();
    scene.engineConnects();
    scene.effects();
    scene.engineSays("REFUSED#I am MAD-02");
    scene.expect(
        "hang up engine PT5S",
        "say engine faulted: engine refused its monitor: I am MAD-02",
        "central < STATUS#KO#-#-#engine refused its monitor: I am MAD-02");
    scene.engineLeaves();
    scene.engineConnects();
    scene.engineSays("REFUSED#I am MAD-02");
    assertThat(scene.effects()).noneMatch(effect -> effect.startsWith("say"));
  }

  @Test
  void engineOfAnotherChargePointIsNotOurs() {
    scene.centralConnects();
    scene.engineConnects();
    scene.effects();
    scene.engineSays("READY#MAD-02");
    assertThat(scene.effects())
        .contains("hang up engine PT5S")
        .contains("say engine faulted: engine refused its monitor: it is MAD-02, not MAD-01");
  }

  @Test
  void centralThatIsGoneIsToldToTheEngineAndSaidOnce() {
    scene.running();
    scene.centralLost("localhost:5000: connection closed");
    scene.expect(
        "say central cannot be reached: localhost:5000: connection closed",
        "engine < CENTRAL#DOWN");
    scene.centralLost("localhost:5000: Connection refused");
    scene.centralLost("localhost:5000: Connection refused");
    scene.expect();
    scene.centralConnects();
    scene.centralSays("REGISTERED#MAD-01#AGAIN");
    scene.expect(
        "central < REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000#22000",
        "say central connected",
        "central < STATUS#OK#-#-#-",
        "engine < CENTRAL#UP");
  }

  @Test
  void wrongSecretIsOneLineAndTriedAgainSlowly() {
    scene.engineReady("OK#-#-");
    scene.centralConnects();
    scene.effects();
    scene.centralSays("REFUSED#wrong secret");
    scene.expect(
        "say central refused MAD-01: wrong secret; trying again every 5 s", "hang up central PT5S");
    scene.centralLost("localhost:5000: connection closed");
    scene.centralConnects();
    scene.centralSays("REFUSED#wrong secret");
    assertThat(scene.effects())
        .noneMatch(effect -> effect.startsWith("say"))
        .contains("hang up central PT5S");
    assertThat(scene.view().centralTrouble())
        .hasValueSatisfying(t -> assertThat(t).contains("wrong secret"));
  }

  @Test
  void centralThatNeverAnswersARegistrationIsLeft() {
    scene.engineReady("OK#-#-");
    scene.centralConnects();
    scene.effects();
    scene.later(9_999);
    assertThat(scene.effects()).noneMatch(effect -> effect.startsWith("hang up"));
    scene.later(1);
    assertThat(scene.effects()).contains("hang up central PT0S");
  }

  @Test
  void refusalOfAFrameEndsNothing() {
    scene.running();
    scene.centralSays("REFUSED#unknown operation");
    scene.engineSays("REFUSED#unknown operation");
    scene.expect("say central refused: unknown operation", "say engine refused: unknown operation");
    assertThat(scene.view().centralConnected()).isTrue();
    assertThat(scene.view().engine()).contains(new Health.Ok());
  }

  @ParameterizedTest
  @CsvSource({"STOP", "RESUME"})
  void commandGoesToTheEngineAndItsAnswerBack(String command) {
    scene.running();
    scene.centralSays(command + "#c-17");
    scene.expect("engine < " + command + "#c-17");
    scene.engineSays("DONE#c-17");
    scene.expect("say " + command + " c-17 → engine: done", "central < DONE#c-17");
    scene.engineSays("DONE#c-17");
    scene.expect();
  }

  @Test
  void failureComesBackToo() {
    scene.running();
    scene.centralSays("STOP#c-17");
    scene.effects();
    scene.engineSays("FAILED#c-17#jammed");
    scene.expect("say STOP c-17 → engine: failed: jammed", "central < FAILED#c-17#jammed");
  }

  @Test
  void commandWithoutAnEngineFailsAtOnceAndIsPassedOnWhenItIsReady() {
    scene.running();
    scene.engineLeaves();
    scene.effects();
    scene.centralSays("STOP#c-17");
    scene.expect(
        "say STOP c-17 → engine: failed: engine not reachable",
        "central < FAILED#c-17#engine not reachable");
    scene.engineConnects();
    scene.engineSays("READY#MAD-01");
    assertThat(scene.effects()).contains("engine < STOP#c-17");
  }

  @Test
  void onlyTheNewestCommandIsPassedOnLater() {
    scene.running();
    scene.centralSays("STOP#c-17");
    scene.centralSays("RESUME#c-18");
    scene.engineLost();
    scene.effects();
    scene.engineConnects();
    scene.engineSays("READY#MAD-01");
    assertThat(scene.effects())
        .contains("engine < RESUME#c-18")
        .doesNotContain("engine < STOP#c-17");
  }

  @Test
  void engineThatGoesOwesNoAnswer() {
    scene.running();
    scene.centralSays("STOP#c-17");
    scene.effects();
    scene.engineLost();
    assertThat(scene.effects()).contains("central < FAILED#c-17#engine lost before it answered");
  }

  @Test
  void commandThatIsNotAnsweredFailsBeforeCentralStopsWaiting() {
    scene.running();
    scene.centralSays("STOP#c-17");
    scene.later(3_999);
    assertThat(scene.effects()).noneMatch(effect -> effect.contains("FAILED"));
    scene.later(1);
    assertThat(scene.effects()).contains("central < FAILED#c-17#no answer from the engine for 4 s");
  }

  @Test
  void commandsUnderWayAreBounded() {
    scene.running();
    for (int i = 0; i < 64; i++) {
      scene.centralSays("STOP#c-" + i);
    }
    scene.effects();
    scene.centralSays("STOP#c-64");
    scene.expect(
        "say STOP c-64 → engine: failed: the engine owes 64 answers already",
        "central < FAILED#c-64#the engine owes 64 answers already");
  }

  @Test
  void answerForCentralIsDroppedWhileItIsAway() {
    scene.running();
    scene.centralSays("STOP#c-17");
    scene.centralLost("gone");
    scene.effects();
    scene.engineSays("DONE#c-17");
    scene.expect("say STOP c-17 → engine: done");
  }

  @Test
  void itNeverSleepsLongerThanASecondNorBeyondWhatIsDue() {
    assertThat(scene.dueInMs()).isBetween(0L, 1000L);
    scene.running();
    assertThat(scene.dueInMs()).isBetween(0L, 1000L);
    scene.later(1000);
    assertThat(scene.dueInMs()).isEqualTo(1000);
    scene.later(1500);
    assertThat(scene.dueInMs()).isBetween(0L, 500L);
  }

  @Test
  void viewTellsWhatIsSeen() {
    assertThat(scene.view().engine()).isEmpty();
    scene.running();
    scene.engineSays("OK#s-1#1250");
    assertThat(scene.view().engine()).contains(new Health.Ok());
    assertThat(scene.view().supply()).map(s -> s.energy().wh()).isEqualTo(Optional.of(1250L));
    assertThat(scene.view().centralConnected()).isTrue();
  }
}
