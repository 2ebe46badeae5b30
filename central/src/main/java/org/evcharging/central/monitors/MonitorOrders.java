package org.evcharging.central.monitors;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.monitors.Commits.NotCommitted;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.model.ChargePointId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders of operators, from their decision to the Monitor's acknowledgement. One virtual thread an
 * order. Thread-safe.
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
  private final Duration patience;
  private final Semaphore places = new Semaphore(MAX_UNDER_WAY);
  private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();

  /** An order out there, and what its Monitor says: empty when done, else why it failed. */
  private record Awaited(ChargePointId chargePoint, CompletableFuture<Optional<String>> answer) {}

  /**
   * @param chargePoints all that the network knows
   */
  public MonitorOrders(
      NetworkInputs inputs, Supplier<? extends Collection<ChargePointId>> chargePoints) {
    this(inputs, chargePoints, PATIENCE);
  }

  /**
   * @param patience how long a Monitor may take to acknowledge
   */
  MonitorOrders(
      NetworkInputs inputs,
      Supplier<? extends Collection<ChargePointId>> chargePoints,
      Duration patience) {
    this.inputs = inputs;
    this.chargePoints = chargePoints;
    this.patience = patience;
  }

  @Override
  public CompletableFuture<Result> order(Order order, ChargePointId chargePoint, String who) {
    if (!places.tryAcquire()) {
      return CompletableFuture.completedFuture(
          failed(chargePoint, "not in force: too many orders under way; try again"));
    }
    CompletableFuture<Result> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .name(order + " " + chargePoint)
        .start(() -> {
          try {
            result.complete(carryOut(order, chargePoint, who));
          } finally {
            places.release();
          }
        });
    long limitMs = patience.plus(DISK_PATIENCE).toMillis();
    return result.completeOnTimeout(
        new Result(
            chargePoint,
            Acknowledgement.NOT_ACKNOWLEDGED,
            "Central's database takes longer than " + DISK_PATIENCE.toMillis() + " ms"),
        limitMs,
        TimeUnit.MILLISECONDS);
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
    answered(from, commandId, Optional.empty());
  }

  /** The Monitor says that it is not. */
  void failed(ChargePointId from, String commandId, String reason) {
    answered(from, commandId, Optional.of(reason));
  }

  /** What nobody waits for is left alone: each registration is answered with the wanted state. */
  private void answered(ChargePointId from, String commandId, Optional<String> failure) {
    Awaited order = awaited.get(commandId);
    if (order != null && order.chargePoint().equals(from)) {
      order.answer().complete(failure);
    }
  }

  private Result carryOut(Order order, ChargePointId chargePoint, String who) {
    String commandId = RandomHex.next();
    Awaited answer = new Awaited(chargePoint, new CompletableFuture<>());
    // Before it is decided: the Monitor may acknowledge before submit has returned.
    awaited.put(commandId, answer);
    try {
      Input input = new Input.OperatorOrders(chargePoint, order == Order.STOP, who, commandId);
      return outcome(answer, Commits.await(inputs.submit(input)));
    } catch (NotCommitted e) {
      return failed(chargePoint, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(chargePoint, "Central is stopping");
    } catch (RuntimeException e) {
      LOG.error("order failed order={} id={} error={}", order, chargePoint, e.toString(), e);
      return failed(chargePoint, "Central failed to decide this; its log says more");
    } finally {
      awaited.remove(commandId);
    }
  }

  private Result outcome(Awaited order, Reply reply) throws InterruptedException {
    ChargePointId id = order.chargePoint();
    return switch (reply) {
      case Reply.UnknownChargePoint() ->
          new Result(id, Acknowledgement.UNKNOWN_CHARGE_POINT, "there is no charge point " + id);
      case Reply.OrderTaken(boolean connected) when !connected ->
          new Result(id, Acknowledgement.DISCONNECTED, "");
      case Reply.OrderTaken(boolean connected) -> acknowledgement(order);
      case Reply.Refused(String reason) -> failed(id, reason);
      case Reply.None _,
          Reply.RegisteredFirst _,
          Reply.RegisteredAgain _,
          Reply.Superseded _,
          Reply.DriverAdded _,
          Reply.DriverKnown _ ->
          throw new IllegalStateException(id + ": " + reply + " is no answer to an order");
    };
  }

  private Result acknowledgement(Awaited order) throws InterruptedException {
    ChargePointId id = order.chargePoint();
    try {
      return order
          .answer()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .map(reason -> failed(id, reason))
          .orElseGet(() -> new Result(id, Acknowledgement.DONE, ""));
    } catch (TimeoutException e) {
      return new Result(
          id,
          Acknowledgement.NOT_ACKNOWLEDGED,
          "no answer from its Monitor for " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IllegalStateException("an acknowledgement never fails", e);
    }
  }

  private static Result failed(ChargePointId id, String detail) {
    return new Result(id, Acknowledgement.FAILED, detail);
  }
}
