package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoredDriver;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /api/drivers}: who may charge, and adding one (spec §8). */
final class DriverRoutes {
  /** Longer than that the disk does not work. */
  private static final long DISK_PATIENCE_S = 5;

  private final HttpApi api;

  DriverRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.get("/api/drivers", this::list);
    routes.post("/api/drivers", this::add);
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
    DriverId driver = driverIn(ctx.body());
    Input input =
        new Input.DriverAdded(driver, Access.operator(ctx), api.archive().knowsDriver(driver));
    Reply reply = committed(api.inputs().submit(input));
    ctx.status(reply instanceof Reply.DriverAdded ? 201 : 200).json(new AddedJson(driver.value()));
  }

  private static DriverId driverIn(String body) {
    try {
      JsonNode id = Json.mapper().readTree(body).path("driverId");
      if (id.isString()) {
        return new DriverId(id.stringValue());
      }
    } catch (JacksonException e) {
      // Says less to people than the line below.
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("driverId: " + e.getMessage());
    }
    throw Refusal.badRequest("expected {\"driverId\": \"D1\"}");
  }

  private static Reply committed(Receipt receipt) throws InterruptedException {
    try {
      receipt.committed().get(DISK_PATIENCE_S, TimeUnit.SECONDS);
      return receipt.reply();
    } catch (ExecutionException e) {
      throw Refusal.notReady("Central could not write to its database, and stops");
    } catch (TimeoutException e) {
      throw Refusal.notReady(
          "Central's database takes longer than " + DISK_PATIENCE_S + " s; ask again");
    }
  }
}
