package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.SessionQuery;
import org.evcharging.central.store.SessionState;
import org.evcharging.central.store.SessionStory;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoredSession;
import org.evcharging.central.store.TimelineLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;

/** {@code /api/sessions}: those that go on and those that are over, from the database. */
final class SessionRoutes {
  private final Archive archive;

  SessionRoutes(Archive archive) {
    this.archive = archive;
  }

  void addTo(Routes routes) {
    routes.get("/api/sessions", this::list);
    routes.get("/api/sessions/{id}", this::one);
  }

  /**
   * A session as clients see it.
   *
   * @param energyWh while it charges, some seconds old
   * @param settled whether the energy is the charge point's final reading
   */
  @JsonInclude(NON_ABSENT)
  record SessionJson(
      String sessionId,
      String requestId,
      String driverId,
      String chargePointId,
      SessionState state,
      long priceMicrosPerKwh,
      Instant requestedAt,
      Optional<Instant> authorizedAt,
      Optional<Instant> startedAt,
      Optional<Instant> overAt,
      long energyWh,
      long amountCents,
      Optional<DenialReason> denialReason,
      Optional<EndReason> endReason,
      Optional<Boolean> settled) {

    static SessionJson of(StoredSession session) {
      return new SessionJson(
          session.id().value(),
          session.requestId().value(),
          session.driver().value(),
          session.chargePoint().value(),
          session.state(),
          session.tariff().priceMicrosPerKwh(),
          session.requestedAt(),
          session.authorizedAt(),
          session.startedAt(),
          session.overAt(),
          session.energy().wh(),
          session.amount().cents(),
          session.denialReason(),
          session.endReason(),
          session.settled());
    }
  }

  record StoryJson(@JsonUnwrapped SessionJson session, List<LineJson> timeline) {
    static StoryJson of(SessionStory story) {
      return new StoryJson(
          SessionJson.of(story.session()), story.timeline().stream().map(LineJson::of).toList());
    }
  }

  /**
   * One decision.
   *
   * @param cause what came in
   * @param source where it was read, {@code topic/partition@offset}
   * @param decided what became true by it
   * @param sent what left, in this order
   * @param firstRow the row header of the first record that left
   */
  @JsonInclude(NON_ABSENT)
  record LineJson(
      Instant at,
      String cause,
      Optional<String> source,
      Optional<TimelineLine.Readings> readings,
      List<String> decided,
      List<String> sent,
      Optional<Long> firstRow) {

    static LineJson of(TimelineLine line) {
      return new LineJson(
          line.at(),
          line.cause(),
          line.source(),
          line.readings(),
          line.decided(),
          line.sent(),
          line.firstRow().isPresent()
              ? Optional.of(line.firstRow().getAsLong())
              : Optional.empty());
    }
  }

  private void list(Context ctx) throws StoreFailure {
    int limit = Page.limit(ctx);
    List<StoredSession> page =
        archive.sessions(
            new SessionQuery(
                Query.oneOf(ctx, "state", SessionState.class),
                Query.id(ctx, "driver", DriverId::new),
                Query.id(ctx, "chargePoint", ChargePointId::new),
                Query.time(ctx, "from"),
                Query.time(ctx, "to"),
                Query.id(ctx, "before", SessionId::new),
                limit));
    if (page.size() == limit) {
      Page.linkNext(ctx, "before", page.getLast().id().value());
    }
    ctx.json(page.stream().map(SessionJson::of).toList());
  }

  private void one(Context ctx) throws StoreFailure {
    SessionId id;
    try {
      id = new SessionId(ctx.pathParam("id"));
    } catch (IllegalArgumentException e) {
      throw unknown(String.valueOf(e.getMessage()));
    }
    ctx.json(
        StoryJson.of(archive.session(id).orElseThrow(() -> unknown("there is no session " + id))));
  }

  private static Refusal unknown(String detail) {
    return Refusal.unknown("UNKNOWN_SESSION", detail);
  }
}
