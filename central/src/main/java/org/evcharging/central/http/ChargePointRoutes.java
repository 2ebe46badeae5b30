package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.central.state.OperatorDesk.Acknowledgement;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.central.state.OperatorDesk.Result;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;

/** {@code /api/charge-points}: their facts, and orders to them. */
final class ChargePointRoutes {
  private final HttpApi api;

  ChargePointRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.get("/api/charge-points", this::list);
    routes.get("/api/charge-points/{id}", this::one);
    routes.post("/api/charge-points/stop", ctx -> orderAll(ctx, Order.STOP));
    routes.post("/api/charge-points/resume", ctx -> orderAll(ctx, Order.RESUME));
    routes.post("/api/charge-points/{id}/stop", ctx -> order(ctx, Order.STOP));
    routes.post("/api/charge-points/{id}/resume", ctx -> order(ctx, Order.RESUME));
  }

  /**
   * A charge point as clients see it.
   *
   * @param connected whether a Monitor speaks for it
   * @param health {@code OK}, {@code KO}, or {@code UNKNOWN} while none does
   * @param powerW what it can supply; 0 if its Monitor did not say
   */
  record ChargePointJson(
      String chargePointId,
      String site,
      String location,
      long priceMicrosPerKwh,
      long powerW,
      ChargePointStatus status,
      boolean connected,
      HealthWord health,
      @JsonInclude(NON_ABSENT) Optional<String> faultReason,
      List<String> holdOffs,
      @JsonInclude(NON_ABSENT) Optional<LiveSessionJson> session) {

    static ChargePointJson of(ChargePointView view) {
      boolean connected = view.status() != ChargePointStatus.DISCONNECTED;
      return new ChargePointJson(
          view.id().value(),
          view.place().site(),
          view.place().location(),
          view.tariff().priceMicrosPerKwh(),
          view.powerW(),
          view.status(),
          connected,
          connected ? HealthWord.of(view.faultReason()) : HealthWord.UNKNOWN,
          view.faultReason().filter(reason -> !reason.isEmpty()),
          view.holdOffs(),
          view.session().map(LiveSessionJson::of));
    }
  }

  enum HealthWord {
    OK,
    KO,
    UNKNOWN;

    static HealthWord of(Optional<String> faultReason) {
      return faultReason.isEmpty() ? OK : KO;
    }
  }

  /** The session that is not over, as it is at this moment. */
  record LiveSessionJson(
      String sessionId,
      String driverId,
      String state,
      Instant requestedAt,
      long energyWh,
      long powerW,
      long amountCents) {

    static LiveSessionJson of(SessionView view) {
      return new LiveSessionJson(
          view.id().value(),
          view.driver().value(),
          view.stage().name(),
          view.requestedAt(),
          view.energy().wh(),
          view.powerW(),
          view.amount().cents());
    }
  }

  /** What a charge point made of an order. */
  record OrderJson(
      String chargePointId,
      Acknowledgement acknowledgement,
      @JsonInclude(NON_ABSENT) Optional<String> detail) {

    static OrderJson of(Result result) {
      return new OrderJson(
          result.chargePoint().value(),
          result.acknowledgement(),
          Optional.of(result.detail()).filter(detail -> !detail.isEmpty()));
    }
  }

  private void list(Context ctx) {
    Predicate<ChargePointView> atSite =
        Query.text(ctx, "site")
            .<Predicate<ChargePointView>>map(site -> view -> view.place().site().equals(site))
            .orElse(_ -> true);
    Predicate<ChargePointView> inStatus =
        Query.oneOf(ctx, "status", ChargePointStatus.class)
            .<Predicate<ChargePointView>>map(status -> view -> view.status() == status)
            .orElse(_ -> true);
    ctx.json(
        api.network().get().chargePoints().stream()
            .filter(atSite.and(inStatus))
            .map(ChargePointJson::of)
            .toList());
  }

  private void one(Context ctx) {
    String id = ctx.pathParam("id");
    ctx.json(
        api.network().get().chargePoints().stream()
            .filter(view -> view.id().value().equals(id))
            .findFirst()
            .map(ChargePointJson::of)
            .orElseThrow(() -> unknown(id)));
  }

  private void order(Context ctx, Order order) {
    api.requireRunning();
    String id = ctx.pathParam("id");
    if (!ChargePointId.wellFormed(id)) {
      throw unknown(id);
    }
    Result result = api.desk().order(order, new ChargePointId(id), Access.who(ctx)).join();
    if (result.acknowledgement() == Acknowledgement.UNKNOWN_CHARGE_POINT) {
      throw unknown(id);
    }
    ctx.json(OrderJson.of(result));
  }

  private void orderAll(Context ctx, Order order) {
    api.requireRunning();
    ctx.json(
        api.desk().orderAll(order, Access.who(ctx)).join().stream().map(OrderJson::of).toList());
  }

  private static Refusal unknown(String id) {
    return Refusal.unknown(
        "UNKNOWN_CHARGE_POINT",
        "there is no charge point " + id.substring(0, Math.min(id.length(), 36)));
  }
}
