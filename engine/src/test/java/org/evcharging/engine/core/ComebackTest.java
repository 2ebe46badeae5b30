package org.evcharging.engine.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.engine.core.Scene.authorize;
import static org.evcharging.engine.core.Scene.cancel;
import static org.evcharging.engine.core.Scene.end;
import static org.evcharging.engine.core.Scene.grant;

import java.time.Duration;
import org.evcharging.engine.core.JournalEntry.Ended;
import org.evcharging.model.EndReason;
import org.evcharging.model.Health;
import org.junit.jupiter.api.Test;

/** What an Engine keeps for the case that it is killed, and what it does with it (spec §5). */
class ComebackTest {
  @Test
  void aSessionLeavesItsWholeLifeInTheJournal() {
    Scene scene = Scene.charging("s1").after(Duration.ofSeconds(2)).with(new Input.Unplug());

    assertThat(scene.journal)
        .extracting(entry -> entry.getClass().getSimpleName())
        .containsExactly("Held", "Started", "Reading", "Reading", "Ended");
  }

  @Test
  void theEndIsInTheJournalBeforeItIsSent() {
    Decision decision =
        new EngineCore(Scene.RULES).decide(Scene.charging("s1").state(), new Input.Unplug(), 0);

    assertThat(decision.effects())
        .extracting(effect -> effect.getClass().getSimpleName())
        .containsExactly("Keep", "Send", "Say");
  }

  @Test
  void aSupplyThatWasCutOffEndsWithTheLastReadingAndIsNotResumed() {
    Scene back = Scene.charging("s1").after(Duration.ofSeconds(10)).killedAndBack();

    assertThat(back.texts()).containsExactly("Ended s1 ENGINE_RESTART " + Scenes.WH_IN_TEN_SECONDS);
    assertThat(back.outlet()).isInstanceOf(Outlet.Idle.class);
    assertThat(back.journal).singleElement().isInstanceOf(Ended.class);
    assertThat(back.lines.getFirst()).contains("restarted while it charged D1");
  }

  @Test
  void whatWasNotPluggedInYetEndsWithNothing() {
    for (Scene scene : new Scene[] {Scene.confirmed("s1"), Scene.granted("s1")}) {
      assertThat(scene.killedAndBack().texts()).containsExactly("Ended s1 ENGINE_RESTART 0");
    }
  }

  @Test
  void anEngineKilledIdleHasNothingToSay() {
    assertThat(Scene.idle().killedAndBack().texts()).isEmpty();
    assertThat(Scene.confirmed("s1").command(cancel("s1")).killedAndBack().texts()).isEmpty();
  }

  @Test
  void anEndThatKafkaMayNotHaveIsToldAgainUnderTheNewBoot() {
    Scene scene = Scene.charging("s1").after(Duration.ofSeconds(10)).with(new Input.Unplug());
    String end = "Ended s1 UNPLUGGED " + Scenes.WH_IN_TEN_SECONDS;

    assertThat(scene.killedAndBack().texts()).containsExactly(end);
    assertThat(scene.killedAndBack().killedAndBack().texts()).containsExactly(end);
    assertThat(scene.killedAndBack().lastEvent().origin().sequence()).isEqualTo(1);
  }

  @Test
  void anEndThatKafkaHasIsOnlyToldWhenCentralAsks() {
    Scene back =
        Scene.charging("s1")
            .after(Duration.ofSeconds(10))
            .with(new Input.Unplug())
            .told("s1")
            .killedAndBack();
    assertThat(back.texts()).isEmpty();

    String end = "Ended s1 UNPLUGGED " + Scenes.WH_IN_TEN_SECONDS;
    back.command(end("s1", EndReason.ENGINE_FAULT)).command(cancel("s1")).command(grant("s1"));

    assertThat(back.texts()).containsExactly(end, end, end);
  }

  @Test
  void anUntoldEndAndAnOpenSessionAreBothTold() {
    Scene scene = Scene.charging("s1").with(new Input.Unplug()).command(authorize("s2", "D2"));

    assertThat(scene.killedAndBack().texts())
        .containsExactly("Ended s1 UNPLUGGED 0", "Ended s2 ENGINE_RESTART 0");
  }

  @Test
  void aJournalThatCannotBeWrittenEndsTheSupplyAndTakesNoOther() {
    Scene scene =
        Scene.charging("s1").quiet().with(new Input.JournalSeen(new Health.Ko("disk is full")));

    assertThat(scene.texts()).containsExactly("Ended s1 ENGINE_FAULT 0");
    assertThat(scene.lines.getFirst()).isEqualTo("Fault: disk is full; no supply until it can");
    assertThat(scene.state().conditions().health()).isEqualTo(new Health.Ko("disk is full"));
    scene.quiet().command(authorize("s2", "D1"));
    assertThat(scene.texts()).containsExactly("Rejected s2 faulted: disk is full");
  }

  @Test
  void recoverDoesNotHealTheJournalNorTheJournalAFault() {
    Scene scene =
        Scene.idle()
            .with(new Input.Fault("wet"))
            .with(new Input.JournalSeen(new Health.Ko("disk is full")))
            .with(new Input.Recover());
    assertThat(scene.state().conditions().health()).isEqualTo(new Health.Ko("disk is full"));

    scene.with(new Input.JournalSeen(new Health.Ok()));

    assertThat(scene.state().conditions().health().isOk()).isTrue();
  }
}
