package org.evcharging.central.monitors;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.Receipt;
import org.evcharging.model.ChargePointId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders of operators, from their decision to the Monitor's acknowledgement. Thread-safe; nothing
 * here waits, but the decision for room in the journal.
 */
public final class MonitorOrders implements OperatorDesk {
  /** A few orders for each of the charge points a Central can have. */
  private static final int MAX_UNDER_WAY = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long the disk may take on top of the acknowledgement. */
  private static final Duration DISK_PATIENCE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(MonitorOrders.class);

  private final NetworkInputs inputs;
  private final Supplier<? extends Collection<ChargePointId>> chargePoints;
  private final Supplier<String> commandIds;
  private final Executor decisions;
  private final ScheduledExecutorService timer;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MAX_UNDER_WAY);
  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

  /** An order out there, and what comes of it. */
  private record Awaited(ChargePointId chargePoint, CompletableFuture<Result> answer) {}

  /**
   * @param chargePoints all that the network knows
   * @param commandIds gives ids that nobody guesses, as {@link RandomHex} does
   * @param decisions runs the decision of each order, which may wait for room in the journal
   * @param timer for time-outs
   */
  public MonitorOrders(
      NetworkInputs inputs,
      Supplier<? extends Collection<ChargePointId>> chargePoints,
      Supplier<String> commandIds,
      Executor decisions,
      ScheduledExecutorService timer) {
    this(inputs, chargePoints, commandIds, decisions, timer, PATIENCE);
  }

  /**
   * @param patience how long a Monitor may take to acknowledge
   */
  MonitorOrders(
      NetworkInputs inputs,
      Supplier<? extends Collection<ChargePointId>> chargePoints,
      Supplier<String> commandIds,
      Executor decisions,
      ScheduledExecutorService timer,
      Duration patience) {
    this.inputs = inputs;
    this.chargePoints = chargePoints;
    this.commandIds = commandIds;
    this.decisions = decisions;
    this.timer = timer;
    this.patience = patience;
  }

  @Override
  public CompletableFuture<Result> order(Order order, ChargePointId chargePoint, String who) {
    if (!places.tryAcquire()) {
      return CompletableFuture.completedFuture(
          failed(chargePoint, "not in force: too many orders under way; try again"));
    }
    String commandId = commandIds.get();
    Awaited out = new Awaited(chargePoint, new CompletableFuture<>());
    // Before it is decided: the Monitor may acknowledge before submit has returned.
    awaited.put(commandId, out);
    Input input = new Input.OperatorOrders(chargePoint, order == Order.STOP, who, commandId);
    CompletableFuture<Result> result =
        CompletableFuture.supplyAsync(() -> decide(input), decisions)
            .thenCompose(receipt -> onceCommitted(out, receipt))
            .exceptionally(failure -> whyNot(order, chargePoint, failure));
    var _ =
        result.whenComplete((_, _) -> {
          awaited.remove(commandId);
          places.release();
        });
    return within(
        patience.plus(DISK_PATIENCE),
        result.copy(),
        new Result(
            chargePoint,
            Acknowledgement.NOT_ACKNOWLEDGED,
            "Central's database takes longer than " + DISK_PATIENCE.toMillis() + " ms"));
  }

  @Override
  public CompletableFuture<List<Result>> orderAll(Order order, String who) {
    List<CompletableFuture<Result>> results =
        chargePoints.get().stream().sorted().map(id -> order(order, id, who)).toList();
    return CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> results.stream().map(CompletableFuture::join).toList());
  }

  /** The Monitor says that the order is carried out. */
  void done(ChargePointId from, String commandId) {
    answered(commandId, new Result(from, Acknowledgement.DONE, ""));
  }

  /** The Monitor says that it is not. */
  void failed(ChargePointId from, String commandId, String reason) {
    answered(commandId, failed(from, reason));
  }

  /** What nobody waits for is left alone: each registration is answered with the wanted state. */
  private void answered(String commandId, Result result) {
    Awaited order = awaited.get(commandId);
    if (order != null && order.chargePoint().equals(result.chargePoint())) {
      order.answer().complete(result);
    }
  }

  private Receipt decide(Input input) {
    try {
      return inputs.submit(input);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private CompletableFuture<Result> onceCommitted(Awaited order, Receipt receipt) {
    return receipt
        .committed()
        .thenApply(_ -> receipt.reply())
        .exceptionally(_ -> new Reply.Refused("Central could not write to its database"))
        .thenCompose(reply -> outcome(order, reply));
  }

  private CompletableFuture<Result> outcome(Awaited order, Reply reply) {
    ChargePointId id = order.chargePoint();
    return switch (reply) {
      case Reply.UnknownChargePoint() ->
          CompletableFuture.completedFuture(
              new Result(
                  id, Acknowledgement.UNKNOWN_CHARGE_POINT, "there is no charge point " + id));
      case Reply.OrderTaken(boolean connected) when !connected ->
          CompletableFuture.completedFuture(new Result(id, Acknowledgement.DISCONNECTED, ""));
      case Reply.OrderTaken(boolean connected) ->
          within(
              patience,
              order.answer(),
              new Result(
                  id,
                  Acknowledgement.NOT_ACKNOWLEDGED,
                  "no answer from its Monitor for " + patience.toMillis() + " ms"));
      case Reply.Refused(String reason) -> CompletableFuture.completedFuture(failed(id, reason));
      case Reply.None _,
          Reply.RegisteredFirst _,
          Reply.RegisteredAgain _,
          Reply.Superseded _,
          Reply.DriverAdded _,
          Reply.UnknownDriver _,
          Reply.TokenGiven _,
          Reply.SiteAnswered _,
          Reply.MoneyOrdered _,
          Reply.DriverKnown _ ->
          throw new IllegalStateException(id + ": " + reply + " is no answer to an order");
    };
  }

  /** The same future, which completes with something else when it takes too long. */
  private CompletableFuture<Result> within(
      Duration limit, CompletableFuture<Result> future, Result otherwise) {
    ScheduledFuture<?> timeOut =
        timer.schedule(() -> future.complete(otherwise), limit.toNanos(), TimeUnit.NANOSECONDS);
    return future.whenComplete((_, _) -> timeOut.cancel(false));
  }

  private static Result whyNot(Order order, ChargePointId id, Throwable failure) {
    Throwable inner = failure.getCause();
    Throwable cause = failure instanceof CompletionException && inner != null ? inner : failure;
    if (cause instanceof InterruptedException) {
      return failed(id, "Central is stopping");
    }
    LOG.error("order failed order={} id={} error={}", order, id, cause.toString(), cause);
    return failed(id, "Central failed to decide this; its log says more");
  }

  private static Result failed(ChargePointId id, String detail) {
    return new Result(id, Acknowledgement.FAILED, detail);
  }
}
