package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.evcharging.central.store.StoreSamples.NOON;
import static org.evcharging.central.store.StoreSamples.admitted;
import static org.evcharging.central.store.StoreSamples.authorized;
import static org.evcharging.central.store.StoreSamples.batch;
import static org.evcharging.central.store.StoreSamples.ended;
import static org.evcharging.central.store.StoreSamples.registered;
import static org.evcharging.central.store.StoreSamples.requested;
import static org.evcharging.central.store.StoreSamples.started;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Hold;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.core.Movement;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger keeps, and what the database itself forbids (spec §8). */
class AccountRowsTest {
  private static final DriverId D1 = new DriverId("D1");
  private static final SessionId S1 = new SessionId("S1");

  @TempDir Path folder;

  private SqliteStore store;

  @BeforeEach
  void open() throws StoreFailure {
    store = SqliteStore.open(folder.resolve("ev.db"));
    store.commit(batch(registered("MAD-01"), admitted("D1"), toppedUp("t1", 50_00, 50_00)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void accountIsFoundWithItsBalanceAndItsHolds() throws StoreFailure {
    store.commit(batch(requested("S1", "D1", "MAD-01"), held(20_00, 30_00)));

    assertThat(store.account(D1))
        .contains(new Account(D1, new Money(30_00), Map.of(S1, new Money(20_00))));
    assertThat(store.account(new DriverId("D2"))).isEmpty();
  }

  @Test
  void holdsAreThereAfterARestart() throws StoreFailure {
    store.commit(batch(requested("S1", "D1", "MAD-01"), held(20_00, 30_00)));
    store.close();
    store = SqliteStore.open(folder.resolve("ev.db"));

    assertThat(store.recovered().holds())
        .containsExactly(new Hold(S1, D1, new ChargePointId("MAD-01"), new Money(20_00)));
    assertThat(store.recovered().heldAccounts())
        .containsExactly(new Account(D1, new Money(30_00), Map.of(S1, new Money(20_00))));
  }

  @Test
  void endedSessionLeavesNoHold() throws StoreFailure {
    endSession();

    assertThat(store.account(D1)).contains(new Account(D1, new Money(49_75), Map.of()));
    assertThat(store.counts().movements()).isEqualTo(4);
  }

  @Test
  void ordersAreFoundWithTheirAnswers() throws StoreFailure {
    MoneyOrder refused =
        new MoneyOrder(
            D1, Movement.WITHDRAWAL, new Money(99_00), new OperationId("w1"), "desk@test");
    store.commit(
        batch(
            new Event.OrderRefused(
                refused, MoneyRefusal.INSUFFICIENT_FUNDS, new Money(50_00), NOON)));

    assertThat(store.order(D1, new OperationId("t1")))
        .contains(
            new KnownOrder(
                Movement.TOP_UP, new Money(50_00), new MoneyAnswer.Moved(new Money(50_00))));
    assertThat(store.order(D1, new OperationId("w1")))
        .contains(
            new KnownOrder(
                Movement.WITHDRAWAL,
                new Money(99_00),
                new MoneyAnswer.Refused(MoneyRefusal.INSUFFICIENT_FUNDS, new Money(50_00))));
    assertThat(store.order(new DriverId("D2"), new OperationId("t1"))).isEmpty();
  }

  @Test
  void balanceThatMemoryHasOtherwiseIsRefused() throws StoreFailure {
    assertThatThrownBy(() -> store.commit(batch(toppedUp("t2", 10_00, 55_00))))
        .isInstanceOf(ContradictedMemory.class);
    assertThat(store.account(D1).orElseThrow().balance()).isEqualTo(new Money(50_00));
  }

  @Test
  void sameOrderIsNotDoneTwice() {
    assertThatThrownBy(() -> store.commit(batch(toppedUp("t1", 10_00, 60_00))))
        .isInstanceOf(ContradictedMemory.class);
  }

  @Test
  void nothingIsCapturedTwice() throws StoreFailure {
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            held(20_00, 30_00),
            moved(Movement.CAPTURE, 1_00, 30_00)));

    assertThatThrownBy(() -> store.commit(batch(moved(Movement.CAPTURE, 1_00, 30_00))))
        .isInstanceOf(ContradictedMemory.class);
  }

  @Test
  void noMoreIsCapturedThanIsHeld() throws StoreFailure {
    store.commit(batch(requested("S1", "D1", "MAD-01"), held(20_00, 30_00)));

    assertThatThrownBy(() -> store.commit(batch(moved(Movement.CAPTURE, 20_01, 30_00))))
        .isInstanceOf(ContradictedMemory.class);
  }

  @Test
  void databaseOfBeforeGetsAccountsWithNothingInThem() throws Exception {
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            authorized("S1"),
            started("S1"),
            ended("S1", 1_000, true),
            requested("S2", "D1", "MAD-01")));
    store.close();
    Sql.run(folder.resolve("ev.db"), Sql.WITHOUT_ACCOUNTS);

    store = SqliteStore.open(folder.resolve("ev.db"));

    assertThat(store.account(D1))
        .contains(new Account(D1, Money.ZERO, Map.of(new SessionId("S2"), Money.ZERO)));
    assertThat(store.recovered().holds()).hasSize(1);
  }

  @Test
  void noBalanceIsBelowZero() throws Exception {
    assertForbidden("UPDATE driver SET balance_cents = -1 WHERE id = 'D1'", "CHECK");
    assertForbidden("UPDATE driver SET held_cents = -1 WHERE id = 'D1'", "CHECK");
  }

  @Test
  void movementsAreNeitherChangedNorDeleted() throws Exception {
    assertForbidden("UPDATE movement SET cents = 1", "never changed");
    assertForbidden("DELETE FROM movement", "never deleted");
  }

  private void assertForbidden(String sql, String why) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ev.db"));
        Statement statement = database.createStatement()) {
      assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining(why);
    }
  }

  private void endSession() throws StoreFailure {
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            held(20_00, 30_00),
            authorized("S1"),
            started("S1"),
            ended("S1", 1_000, true),
            moved(Movement.CAPTURE, 25, 30_00),
            moved(Movement.RELEASE, 19_75, 49_75)));
  }

  private static Event.MoneyMoved toppedUp(String id, long cents, long balanceCents) {
    return new Event.MoneyMoved(
        D1,
        Movement.TOP_UP,
        new Money(cents),
        Optional.empty(),
        Optional.of(new OperationId(id)),
        new Money(balanceCents),
        NOON);
  }

  private static Event.MoneyMoved held(long cents, long balanceCents) {
    return moved(Movement.HOLD, cents, balanceCents);
  }

  private static Event.MoneyMoved moved(Movement movement, long cents, long balanceCents) {
    return new Event.MoneyMoved(
        D1,
        movement,
        new Money(cents),
        Optional.of(S1),
        Optional.empty(),
        new Money(balanceCents),
        NOON);
  }
}
