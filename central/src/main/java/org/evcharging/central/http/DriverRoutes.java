package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.TokenHash;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoredDriver;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /api/drivers}: who may charge, adding one, and giving one a token (spec §8, §13). */
final class DriverRoutes {
  private final HttpApi api;

  DriverRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.get("/api/drivers", this::list);
    routes.post("/api/drivers", this::add);
    routes.post("/api/drivers/{driverId}/token", this::giveToken);
  }

  /** A driver as clients see one. */
  record DriverJson(
      String driverId, Instant admittedAt, @JsonInclude(NON_ABSENT) Optional<String> sessionId) {

    static DriverJson of(StoredDriver driver) {
      return new DriverJson(
          driver.id().value(), driver.admittedAt(), driver.session().map(SessionId::value));
    }
  }

  /** The answer to adding one. */
  record AddedJson(String driverId) {}

  /** A driver's new token, which is shown this once. */
  record TokenJson(String driverId, String token) {}

  private void list(Context ctx) throws StoreFailure {
    int limit = Page.limit(ctx);
    List<StoredDriver> page = api.archive().drivers(Query.id(ctx, "after", DriverId::new), limit);
    if (page.size() == limit) {
      Page.linkNext(ctx, "after", page.getLast().id().value());
    }
    ctx.json(page.stream().map(DriverJson::of).toList());
  }

  private void add(Context ctx) throws StoreFailure, InterruptedException {
    api.requireRunning();
    JsonNode body = read(ctx.body());
    DriverId driver = driverIn(body);
    Input input = new Input.DriverAdded(driver, topUpIn(body), Access.who(ctx));
    Receipt receipt = api.inputs().submit(input);
    Committed.await(receipt.committed());
    ctx.status(receipt.reply() instanceof Reply.DriverAdded ? 201 : 200)
        .json(new AddedJson(driver.value()));
  }

  private void giveToken(Context ctx) throws StoreFailure, InterruptedException {
    api.requireRunning();
    DriverId driver = Query.pathDriver(ctx);
    String token = Tokens.random();
    Receipt receipt =
        api.inputs()
            .submit(new Input.DriverGetsToken(driver, TokenHash.of(token), Access.who(ctx)));
    Committed.await(receipt.committed());
    if (receipt.reply() instanceof Reply.UnknownDriver) {
      throw Refusal.unknown("UNKNOWN_DRIVER", "there is no driver " + driver);
    }
    ctx.status(201).json(new TokenJson(driver.value(), token));
  }

  private static JsonNode read(String body) {
    try {
      return Json.mapper().readTree(body);
    } catch (JacksonException e) {
      throw expected();
    }
  }

  private static DriverId driverIn(JsonNode body) {
    JsonNode id = body.path("driverId");
    if (!id.isString()) {
      throw expected();
    }
    try {
      return new DriverId(id.stringValue());
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("driverId: " + e.getMessage());
    }
  }

  /** What is in the account at first; nothing if it is not said. */
  private static Money topUpIn(JsonNode body) {
    JsonNode cents = body.path("topUpCents");
    if (cents.isMissingNode()) {
      return Money.ZERO;
    }
    if (!cents.isIntegralNumber()
        || !cents.canConvertToLong()
        || cents.longValue() < 0
        || cents.longValue() > Money.MAX_CENTS) {
      throw Refusal.badRequest("topUpCents: expected whole cents, 0 to " + Money.MAX_CENTS);
    }
    return new Money(cents.longValue());
  }

  private static Refusal expected() {
    return Refusal.badRequest("expected {\"driverId\": \"D1\"}");
  }
}
