package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.junit.jupiter.api.Test;

/** What operators do to drivers, and what is audited of it. */
class OperatorRulesTest {
  private static final Moment NOW = new Moment(Instant.parse("2026-11-20T12:00:00Z"), 0);
  private static final DriverId D1 = new DriverId("D1");

  private final NetworkState state =
      new NetworkState(new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0));

  @Test
  void driverIsAddedAndAudited() {
    Decision decision = decide(adds(0), Purses.NONE);

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.DriverAdded.class);
    assertThat(decision.events())
        .containsExactly(
            new Event.DriverAdmitted(D1, NOW.wall()),
            new Event.Audited("operator@10.0.0.7", "add driver D1: added with 0.00 €", NOW.wall()));
  }

  @Test
  void driverIsAddedWithSomethingToBeginWith() {
    Decision decision = decide(adds(50_00), Purses.NONE);

    assertThat(decision.events())
        .contains(
            new Event.MoneyMoved(
                D1,
                Movement.TOP_UP,
                new Money(50_00),
                Optional.empty(),
                Optional.of(new OperationId("opening")),
                new Money(50_00),
                NOW.wall()));
  }

  @Test
  void driverWhoIsKnownIsNoChange() {
    Decision decision = decide(adds(50_00), driver -> Optional.of(Account.empty(driver)));

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.DriverKnown.class);
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void driverGetsATokenAndThatIsAudited() {
    TokenHash token = TokenHash.of("secret");
    Decision decision =
        decide(
            new Input.DriverGetsToken(D1, token, "operator@10.0.0.7"),
            driver -> Optional.of(Account.empty(driver)));

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.TokenGiven.class);
    assertThat(decision.events())
        .containsExactly(
            new Event.DriverTokenGiven(D1, token, NOW.wall()),
            new Event.Audited("operator@10.0.0.7", "token for driver D1: given", NOW.wall()));
  }

  @Test
  void whoIsUnknownGetsNoToken() {
    Decision decision =
        decide(new Input.DriverGetsToken(D1, TokenHash.of("x"), "operator"), Purses.NONE);

    assertThat(decision.reply()).isInstanceOf(Decision.Reply.UnknownDriver.class);
    assertThat(decision.events()).isEmpty();
  }

  @Test
  void refusedAttemptIsAuditedAndChangesNothingElse() {
    Decision decision =
        decide(new Input.AccessRefused("unknown@10.0.0.7", "POST /x refused"), Purses.NONE);

    assertThat(decision.events())
        .containsExactly(new Event.Audited("unknown@10.0.0.7", "POST /x refused", NOW.wall()));
    assertThat(decision.outbound()).isEmpty();
  }

  private static Input adds(long cents) {
    return new Input.DriverAdded(D1, new Money(cents), "operator@10.0.0.7");
  }

  private Decision decide(Input input, Purses purses) {
    return Rules.decide(state, purses, BookableSites.NONE, input, NOW);
  }
}
