package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.evcharging.central.store.StoreSamples.*;
import static org.junit.jupiter.api.Named.named;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DenialReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be, the database refuses, whatever Central's memory says. */
class ContradictionsTest {
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void open() throws StoreFailure {
    store = SqliteStore.open(folder.resolve("ev.db"));
    store.commit(scene());
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The last event of each list is the impossible one. */
  static Stream<Named<List<Event.Durable>>> impossible() {
    return Stream.of(
        named("a driver is admitted twice", List.of(admitted("D1"))),
        named(
            "a charge point is registered for the first time twice", List.of(registered("MAD-01"))),
        named("an unknown charge point changes", List.of(changedUnknown())),
        named("a hold-off of an unknown charge point", List.of(held("X", "operator"))),
        named(
            "a hold-off is set twice",
            List.of(held("MAD-01", "operator"), held("MAD-01", "operator"))),
        named("a hold-off is lifted that is not there", List.of(lifted("MAD-01", "operator"))),
        named(
            "a request is taken twice",
            List.of(
                taken("R", refused(Optional.empty(), DenialReason.TOO_OLD), NOON),
                taken("R", refused(Optional.empty(), DenialReason.TOO_OLD), NOON))),
        named(
            "a second open session of a driver",
            List.of(requested("S1", "D1", "MAD-01"), requested("S2", "D1", "MAD-02"))),
        named(
            "a second open session at a charge point",
            List.of(requested("S1", "D1", "MAD-01"), requested("S2", "D2", "MAD-01"))),
        named(
            "a session id is used twice",
            List.of(requested("S1", "D1", "MAD-01"), requested("S1", "D2", "MAD-02"))),
        named("a session of an unknown driver", List.of(requested("S1", "D9", "MAD-01"))),
        named("a session at an unknown charge point", List.of(requested("S1", "D1", "X"))),
        named("an unknown session is authorised", List.of(authorized("S1"))),
        named(
            "a session is authorised twice",
            List.of(requested("S1", "D1", "MAD-01"), authorized("S1"), authorized("S1"))),
        named(
            "an authorised session is denied",
            List.of(requested("S1", "D1", "MAD-01"), authorized("S1"), denied("S1"))),
        named(
            "a supply starts without authorisation",
            List.of(requested("S1", "D1", "MAD-01"), started("S1"))),
        named(
            "a reading before the supply started",
            List.of(requested("S1", "D1", "MAD-01"), authorized("S1"), read("S1", 1))),
        named("a reading goes down", supplied(read("S1", 10), read("S1", 9))),
        named("a charging session expires", supplied(expired("S1"))),
        named(
            "a session that charges not is ending",
            List.of(requested("S1", "D1", "MAD-01"), ending("S1"))),
        named("a session ends twice", supplied(ended("S1", 10, true), ended("S1", 10, true))),
        named(
            "a late reading of an ended session", supplied(ended("S1", 10, true), read("S1", 11))),
        named(
            "a settled session is settled again",
            supplied(ended("S1", 10, true), settled("S1", 11))),
        named("a correction goes down", supplied(ended("S1", 10, false), settled("S1", 9))));
  }

  private static Event.Durable changedUnknown() {
    Event.ChargePointRegistered unknown = registered("X");
    return new Event.ChargePointChanged(unknown.chargePoint(), PLACE, TARIFF, 0, NOON);
  }

  private static List<Event.Durable> supplied(Event.Durable... then) {
    return Stream.concat(
            Stream.of(requested("S1", "D1", "MAD-01"), authorized("S1"), started("S1")),
            Stream.of(then))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void impossibleEventIsRefusedByName(List<Event.Durable> events) {
    StoreFailure failure =
        catchThrowableOfType(
            StoreFailure.class, () -> store.commit(batch(events.toArray(Event.Durable[]::new))));

    assertThat(failure).isInstanceOf(ContradictedMemory.class);
    assertThat(((ContradictedMemory) failure).eventIndex()).hasValue(events.size() - 1);
    assertThat(failure).hasMessageContaining(events.getLast().toString());
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @Test
  void nothingOfARefusedBatchIsWritten() throws StoreFailure {
    assertThatThrownBy(() -> store.commit(batch(admitted("D3"), admitted("D1"))))
        .isInstanceOf(ContradictedMemory.class);

    assertThat(store.account(admitted("D3").driver())).isEmpty();
  }
}
