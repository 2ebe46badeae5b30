package org.evcharging.central.http;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.UUID;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.core.Movement;
import org.evcharging.central.state.Accounts.Balance;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code /api/accounts}: drivers' money (spec §8). */
final class AccountRoutes {
  /** The header by which the same order is known again (spec §13). */
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  private final HttpApi api;

  AccountRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.getOwn("/api/accounts/{driverId}", this::balance);
    routes.postOwn("/api/accounts/{driverId}/top-up", ctx -> order(ctx, Movement.TOP_UP));
    routes.postOwn("/api/accounts/{driverId}/withdraw", ctx -> order(ctx, Movement.WITHDRAWAL));
  }

  /**
   * What a driver has.
   *
   * @param heldCents set aside for sessions
   */
  record AccountJson(String driverId, long balanceCents, long heldCents) {
    static AccountJson of(Account account) {
      return new AccountJson(
          account.driver().value(),
          account.balance().cents(),
          account.holds().values().stream().mapToLong(Money::cents).sum());
    }
  }

  /** What a driver had to spend just after an order was done. */
  record MovedJson(String driverId, long balanceCents) {}

  private void balance(Context ctx) throws StoreFailure, InterruptedException {
    DriverId driver = Access.requireSelf(ctx, Query.pathDriver(ctx));
    Balance balance = api.accounts().balance(driver);
    Committed.await(balance.committed());
    ctx.json(balance.account().map(AccountJson::of).orElseThrow(() -> unknown(driver)));
  }

  private void order(Context ctx, Movement movement) throws StoreFailure, InterruptedException {
    api.requireRunning();
    DriverId driver = Access.requireSelf(ctx, Query.pathDriver(ctx));
    Receipt receipt =
        api.accounts()
            .order(
                new MoneyOrder(driver, movement, amountIn(ctx.body()), idOf(ctx), Access.who(ctx)));
    Committed.await(receipt.committed());
    MoneyAnswer answer = ((Reply.MoneyOrdered) receipt.reply()).answer();
    switch (answer) {
      case MoneyAnswer.Moved moved ->
          ctx.json(new MovedJson(driver.value(), moved.balance().cents()));
      case MoneyAnswer.Refused refused -> throw refusal(driver, refused);
    }
  }

  private static Refusal refusal(DriverId driver, MoneyAnswer.Refused refused) {
    MoneyRefusal reason = refused.reason();
    return switch (reason) {
      case UNKNOWN_DRIVER -> unknown(driver);
      case ID_REUSED ->
          Refusal.conflict(
              reason.name(), "the " + IDEMPOTENCY_KEY + " was used for another order of " + driver);
      case INSUFFICIENT_FUNDS ->
          Refusal.conflict(reason.name(), driver + " has " + refused.balance() + " €");
      case ACCOUNT_FULL ->
          Refusal.conflict(
              reason.name(),
              driver + " has " + refused.balance() + " €, and 999999999.99 is the most");
    };
  }

  private static Refusal unknown(DriverId driver) {
    return Refusal.unknown("UNKNOWN_DRIVER", "there is no driver " + driver);
  }

  private static OperationId idOf(Context ctx) {
    try {
      return Optional.ofNullable(ctx.header(IDEMPOTENCY_KEY))
          .map(OperationId::new)
          .orElseGet(() -> new OperationId(UUID.randomUUID().toString()));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(IDEMPOTENCY_KEY + ": " + e.getMessage());
    }
  }

  private static Money amountIn(String body) {
    try {
      JsonNode cents = Json.mapper().readTree(body).path("amountCents");
      if (cents.isIntegralNumber() && cents.canConvertToLong()) {
        long amount = cents.longValue();
        if (amount > 0 && amount <= Money.MAX_CENTS) {
          return new Money(amount);
        }
        throw Refusal.badRequest("amountCents: " + amount + " is not 1 to " + Money.MAX_CENTS);
      }
    } catch (JacksonException e) {
      // Says less to people than the line below.
    }
    throw Refusal.badRequest("expected {\"amountCents\": 1050}, whole cents");
  }
}
