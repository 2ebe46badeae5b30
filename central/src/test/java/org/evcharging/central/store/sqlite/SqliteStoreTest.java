package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.Unsettled;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Recovered.SessionTotals;
import org.evcharging.central.store.Recovered.StoredChargePoint;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed is there after a restart, as it was. */
class SqliteStoreTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() throws StoreFailure {
    store = SqliteStore.open(folder.resolve("ev.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Recovered afterRestart() throws StoreFailure {
    store.close();
    open();
    return store.recovered();
  }

  @Test
  void newDatabaseKnowsNothing() {
    Recovered recovered = store.recovered();

    assertThat(recovered.database()).hasSize(32);
    assertThat(recovered.epoch()).isPositive();
    assertThat(recovered.chargePoints()).isEmpty();
    assertThat(recovered.openSessions()).isEmpty();
    assertThat(recovered.unsettled()).isEmpty();
    assertThat(recovered.positions()).isEmpty();
    assertThat(recovered.lastOutboxRow()).isZero();
    assertThat(recovered.totals()).isEqualTo(new SessionTotals(0, 0, 0));
  }

  @Test
  void databaseKeepsItsIdAndEachOpeningRaisesTheEpoch() throws StoreFailure {
    Recovered first = store.recovered();

    Recovered second = afterRestart();

    assertThat(second.database()).isEqualTo(first.database());
    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
  }

  @Test
  void databaseMadeLaterBeginsAboveTheEpochsOfAnEarlierOne() throws StoreFailure {
    long before = java.time.Instant.now().getEpochSecond();

    try (SqliteStore later = SqliteStore.open(folder.resolve("later.db"))) {
      assertThat(later.recovered().epoch()).isGreaterThan(before);
    }
  }

  @Test
  void chargePointIsAsItWasLastRegistered() throws StoreFailure {
    ChargePointId madrid = new ChargePointId("MAD-01");
    store.commit(
        batch(
            registered("MAD-01"),
            new Event.ChargePointChanged(
                madrid, new Place("Alcalá", ""), new Tariff(300_000), 11_000, NOON)));

    assertThat(afterRestart().chargePoints())
        .containsExactly(
            new StoredChargePoint(
                madrid, SECRET, new Place("Alcalá", ""), new Tariff(300_000), 11_000, Set.of()));
  }

  @Test
  void eachHoldOffStaysUntilItIsLifted() throws StoreFailure {
    store.commit(
        batch(
            registered("MAD-01"),
            held("MAD-01", "operator"),
            held("MAD-01", "weather"),
            lifted("MAD-01", "operator")));

    assertThat(afterRestart().chargePoints().getFirst().holdOffs())
        .containsExactly(new HoldOff("weather"));
  }

  @Test
  void driverIsKnownOnceAdmitted() throws StoreFailure {
    store.commit(batch(admitted("D1")));

    assertThat(store.account(new DriverId("D1"))).isPresent();
    assertThat(store.account(new DriverId("D2"))).isEmpty();
  }

  @Test
  void openSessionsComeBackInTheirStates() throws StoreFailure {
    store.commit(scene());
    store.commit(batch(admitted("D3"), admitted("D4"), registered("A"), registered("B")));
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            requested("S2", "D2", "MAD-02"),
            authorized("S2"),
            requested("S3", "D3", "A"),
            authorized("S3"),
            started("S3"),
            read("S3", 120),
            read("S3", 150),
            requested("S4", "D4", "B"),
            authorized("S4"),
            started("S4"),
            read("S4", 70),
            ending("S4")));

    assertThat(afterRestart().openSessions())
        .containsExactlyInAnyOrder(
            new OpenSession.Requested(facts("S1", "D1", "MAD-01")),
            new OpenSession.Authorized(facts("S2", "D2", "MAD-02")),
            new OpenSession.Charging(
                facts("S3", "D3", "A"), NOON.plusSeconds(1), new Energy(150), 0),
            new OpenSession.Ending(
                facts("S4", "D4", "B"),
                NOON.plusSeconds(1),
                new Energy(70),
                0,
                EndReason.OPERATOR_STOP));
  }

  @Test
  void sessionsThatAreOverAreNotOpen() throws StoreFailure {
    store.commit(scene());
    store.commit(batch(requested("S1", "D1", "MAD-01"), denied("S1")));
    store.commit(batch(requested("S2", "D1", "MAD-01"), authorized("S2"), expired("S2")));
    store.commit(batch(requested("S4", "D1", "MAD-01"), expired("S4")));
    store.commit(batch(requested("S3", "D1", "MAD-01"), authorized("S3"), ended("S3", 0, true)));

    assertThat(afterRestart().openSessions()).isEmpty();
  }

  @Test
  void totalsAreOfEndedSessionsWithTheirCorrections() throws StoreFailure {
    store.commit(scene());
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            authorized("S1"),
            started("S1"),
            ended("S1", 4_000, true),
            requested("S2", "D2", "MAD-02"),
            authorized("S2"),
            started("S2"),
            ended("S2", 1_000, false)));
    store.commit(batch(settled("S2", 2_000)));

    assertThat(afterRestart().totals()).isEqualTo(new SessionTotals(2, 6_000, 150));
  }

  @Test
  void sessionWithoutItsFinalReadingIsUnsettledUntilThatComes() throws StoreFailure {
    store.commit(scene());
    store.commit(
        batch(
            requested("S1", "D1", "MAD-01"),
            authorized("S1"),
            started("S1"),
            ended("S1", 1_000, false)));

    assertThat(afterRestart().unsettled())
        .containsExactly(
            new Unsettled(facts("S1", "D1", "MAD-01"), new Energy(1_000), new Money(25)));

    store.commit(batch(settled("S1", 1_100)));
    assertThat(afterRestart().unsettled()).isEmpty();
  }

  @Test
  void answerOfARequestFollowsItsSession() throws StoreFailure {
    store.commit(scene());
    store.commit(batch(taken("R1", pending("S1"), NOON), requested("S1", "D1", "MAD-01")));
    assertThat(answer("R1")).contains(pending("S1"));

    store.commit(batch(authorized("S1")));
    assertThat(answer("R1")).contains(new Answer.Granted(new SessionId("S1")));

    store.commit(batch(started("S1"), ended("S1", 10, true)));
    assertThat(answer("R1")).contains(new Answer.Granted(new SessionId("S1")));
  }

  @Test
  void answerOfADeniedSessionSaysWhy() throws StoreFailure {
    store.commit(scene());
    store.commit(
        batch(taken("R1", pending("S1"), NOON), requested("S1", "D1", "MAD-01"), denied("S1")));

    assertThat(answer("R1")).contains(refused(Optional.of("S1"), DenialReason.NO_ANSWER));
  }

  @Test
  void answersWithoutASessionOfTheirOwnAreKept() throws StoreFailure {
    store.commit(
        batch(
            taken("R1", refused(Optional.empty(), DenialReason.UNKNOWN_DRIVER), NOON),
            taken("R2", refused(Optional.of("S9"), DenialReason.NO_SESSION), NOON),
            taken("R3", new Answer.Stopping(new SessionId("S8")), NOON)));

    assertThat(answer("R1")).contains(refused(Optional.empty(), DenialReason.UNKNOWN_DRIVER));
    assertThat(answer("R2")).contains(refused(Optional.of("S9"), DenialReason.NO_SESSION));
    assertThat(answer("R3")).contains(new Answer.Stopping(new SessionId("S8")));
    assertThat(answer("R4")).isEmpty();
    assertThat(store.request(key("D2", "R1"))).isEmpty();
  }

  @Test
  void requestIsForgottenAfterSevenDaysAndNotBefore() throws StoreFailure {
    Answer answer = refused(Optional.empty(), DenialReason.UNKNOWN_DRIVER);
    store.commit(batch(taken("old", answer, NOON)));
    store.commit(batch(taken("young", answer, NOON.plus(Duration.ofHours(1)))));

    store.commit(batch(taken("new", answer, NOON.plus(Duration.ofDays(7)).plusSeconds(1))));

    assertThat(answer("old")).isEmpty();
    assertThat(answer("young")).contains(answer);
    assertThat(answer("new")).contains(answer);
  }

  @Test
  void positionIsTheNewestOfItsPartition() throws StoreFailure {
    store.commit(positions(new InputPosition("ev.requests", 3, "id-1", 10)));
    store.commit(
        positions(
            new InputPosition("ev.requests", 3, "id-2", 12),
            new InputPosition("ev.events", 3, "id-3", 7)));

    assertThat(afterRestart().positions())
        .containsExactlyInAnyOrder(
            new InputPosition("ev.requests", 3, "id-2", 12),
            new InputPosition("ev.events", 3, "id-3", 7));
  }

  @Test
  void leaderEpochOfAPositionIsKeptWhereItIsKnown() throws StoreFailure {
    InputPosition known = new InputPosition("ev.requests", 3, "id-1", 10, OptionalInt.of(4));
    InputPosition unknown = new InputPosition("ev.events", 3, "id-3", 7);

    store.commit(positions(known, unknown));
    assertThat(afterRestart().positions()).containsExactlyInAnyOrder(known, unknown);

    InputPosition readAnew = new InputPosition("ev.requests", 3, "id-1", 0);
    store.commit(positions(readAnew));
    assertThat(afterRestart().positions()).containsExactlyInAnyOrder(readAnew, unknown);
  }

  @Test
  void positionsOfADatabaseOfBeforeHaveNoLeaderEpoch() throws Exception {
    InputPosition position = new InputPosition("ev.requests", 3, "id-1", 10);
    store.commit(positions(position));
    store.close();
    Sql.run(
        folder.resolve("ev.db"),
        Sql.WITHOUT_ACCOUNTS
            + "ALTER TABLE input_position DROP COLUMN leader_epoch; PRAGMA user_version = 2");

    open();

    assertThat(store.recovered().positions()).containsExactly(position);
  }

  @Test
  void outboxRowsComeBackInOrderAndByteForByte() throws StoreFailure {
    OutboxRow large = new OutboxRow(3, 1, Topic.DEAD_LETTERS, new byte[0], new byte[300_000]);
    store.commit(outbox(row(1), row(2)));
    store.commit(outbox(large, row(4)));

    afterRestart();

    assertThat(store.outboxAbove(0, 10))
        .extracting(SqliteStoreTest::comparable)
        .containsExactly(
            comparable(row(1)), comparable(row(2)), comparable(large), comparable(row(4)));
    assertThat(store.outboxAbove(1, 2)).extracting(OutboxRow::row).containsExactly(2L, 3L);
    assertThat(store.outboxAbove(4, 10)).isEmpty();
  }

  @Test
  void clearedOutboxRowsGoAndTheirNumbersAreNeverGivenAgain() throws StoreFailure {
    store.commit(outbox(row(1), row(2)));
    store.commit(outbox(row(3)));
    store.commit(new Batch(List.of(), List.of(), List.of(), OptionalLong.of(3)));

    assertThat(store.outboxAbove(0, 10)).isEmpty();
    assertThat(afterRestart().lastOutboxRow()).isEqualTo(3);
    assertThat(afterRestart().lastOutboxRow()).isEqualTo(3);
  }

  @Test
  void auditedActionsAreWritten() throws Exception {
    store.commit(batch(new Event.Audited("dashboard", "stopped MAD-01", NOON)));

    assertThat(
            Sql.text(folder.resolve("ev.db"), "SELECT at || ' ' || who || ': ' || what FROM audit"))
        .isEqualTo("1795176000123456 dashboard: stopped MAD-01");
  }

  /** As a list: arrays compare by identity. */
  private static List<Object> comparable(OutboxRow row) {
    return List.of(
        row.row(),
        row.epoch(),
        row.topic(),
        ByteBuffer.wrap(row.key()),
        ByteBuffer.wrap(row.value()));
  }

  private Optional<Answer> answer(String request) throws StoreFailure {
    return store.request(key("D1", request)).map(KnownRequest::answer);
  }

  private static Batch positions(InputPosition... positions) {
    return new Batch(List.of(), List.of(), List.of(positions), OptionalLong.empty());
  }
}
