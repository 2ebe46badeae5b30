package org.evcharging.central.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.store.StoreSamples.*;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.SessionLine;
import org.evcharging.central.store.TimelineLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  private static final SessionId S1 = new SessionId("S1");

  @TempDir Path folder;

  @Test
  void linesFollowEachOtherWithTheirEvents() throws Exception {
    try (SqliteStore store = SqliteStore.open(folder.resolve("ev.db"))) {
      store.commit(scene());
      store.commit(
          new Batch(
              List.of(requested("S1", "D1", "MAD-01"), authorized("S1")),
              List.of(line(1, "first"), line(2, "second")),
              List.of(further("MAD-01", line(3, "third"))),
              List.of(),
              List.of(),
              OptionalLong.empty()));

      assertThat(timeline(store))
          .extracting(TimelineLine::cause)
          .containsExactly("first", "second", "third");
    }
  }

  @Test
  void fullTimelineTakesOnlyChangesOfState() throws Exception {
    try (SqliteStore store = SqliteStore.open(folder.resolve("ev.db"))) {
      store.commit(scene());
      store.commit(batch(requested("S1", "D1", "MAD-01")));
      String long1 = line(1, "x".repeat(SessionRows.FULL_TIMELINE / 2));
      for (int i = 0; i < 10; i++) {
        commitFurther(store, further("MAD-01", long1));
      }
      commitWith(store, authorized("S1"), line(2, "authorised"));

      List<TimelineLine> timeline = timeline(store);
      assertThat(timeline).hasSize(4);
      assertThat(timeline.get(2).cause()).startsWith("timeline full");
      assertThat(timeline.get(3).cause()).isEqualTo("authorised");
    }
  }

  @Test
  void lineFromAnotherChargePointIsNotTaken() throws Exception {
    try (SqliteStore store = SqliteStore.open(folder.resolve("ev.db"))) {
      store.commit(scene());
      store.commit(batch(requested("S1", "D1", "MAD-01")));

      commitFurther(store, further("MAD-02", line(1, "not mine")));

      assertThat(timeline(store)).isEmpty();
    }
  }

  @Test
  void databaseOfBeforeGetsEmptyTimelines() throws Exception {
    Path file = folder.resolve("ev.db");
    try (SqliteStore store = SqliteStore.open(file)) {
      store.commit(scene());
      store.commit(batch(requested("S1", "D1", "MAD-01")));
    }
    Sql.run(
        file,
        Sql.WITHOUT_ACCOUNTS
            + """
            ALTER TABLE session DROP COLUMN timeline;
            ALTER TABLE input_position DROP COLUMN leader_epoch;
            PRAGMA user_version = 1;
            """);

    try (SqliteStore store = SqliteStore.open(file)) {
      assertThat(timeline(store)).isEmpty();
      commitWith(store, authorized("S1"), line(1, "authorised"));
      assertThat(timeline(store)).hasSize(1);
    }
  }

  private static List<TimelineLine> timeline(SqliteStore store) throws Exception {
    return store.session(S1).orElseThrow().timeline();
  }

  private static void commitWith(SqliteStore store, Event.Durable event, String line)
      throws Exception {
    store.commit(
        new Batch(
            List.of(event), List.of(line), List.of(), List.of(), List.of(), OptionalLong.empty()));
  }

  private static void commitFurther(SqliteStore store, SessionLine line) throws Exception {
    store.commit(
        new Batch(List.of(), List.of(), List.of(line), List.of(), List.of(), OptionalLong.empty()));
  }

  private static SessionLine further(String chargePoint, String text) {
    return new SessionLine(S1, new ChargePointId(chargePoint), text);
  }

  private static String line(long at, String cause) {
    return at + "\t" + cause + "\t-\t-\t-\t-\t-\n";
  }
}
