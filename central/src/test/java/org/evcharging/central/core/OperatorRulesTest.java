package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.evcharging.model.DriverId;
import org.junit.jupiter.api.Test;

/** What operators do to drivers, and what is audited of it. */
class OperatorRulesTest {
  private static final Moment NOW = new Moment(Instant.parse("2026-11-20T12:00:00Z"), 0);
  private static final DriverId D1 = new DriverId("D1");

  private final NetworkState state =
      new NetworkState(new NetworkPolicy(false), new NetworkState.Totals(0, 0, 0));

  @Test
  void driverIsAddedAndAudited() {
    Decision decision = decide(new Input.DriverAdded(D1, "operator@10.0.0.7", false));

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.DriverAdded.class);
    assertThat(decision.events())
        .containsExactly(
            new Event.DriverAdmitted(D1, NOW.wall()),
            new Event.Audited("operator@10.0.0.7", "add driver D1: added", NOW.wall()));
  }

  @Test
  void driverWhoIsKnownOnDiskIsNoChange() {
    Decision decision = decide(new Input.DriverAdded(D1, "operator@10.0.0.7", true));

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.DriverKnown.class);
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void driverWhoWasAddedAMomentAgoIsNoChange() {
    decide(new Input.DriverAdded(D1, "operator@10.0.0.7", false));

    Decision again = decide(new Input.DriverAdded(D1, "operator@10.0.0.7", false));

    assertThat(again.reply()).isInstanceOf(Decision.Reply.DriverKnown.class);
  }

  @Test
  void refusedAttemptIsAuditedAndChangesNothingElse() {
    Decision decision = decide(new Input.AccessRefused("unknown@10.0.0.7", "POST /x refused"));

    assertThat(decision.events())
        .containsExactly(new Event.Audited("unknown@10.0.0.7", "POST /x refused", NOW.wall()));
    assertThat(decision.outbound()).isEmpty();
  }

  private Decision decide(Input input) {
    Decision decision = Rules.decide(state, input, NOW);
    decision.events().forEach(event -> state.apply(event, NOW.nanos()));
    return decision;
  }
}
