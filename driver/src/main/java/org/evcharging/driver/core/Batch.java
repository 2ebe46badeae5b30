package org.evcharging.driver.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;

/**
 * Services asked for one after another (spec §4, rule 11): after each, whether it ended, expired or
 * was denied, there is a pause, then comes the next. Not thread-safe.
 */
public final class Batch implements Errand {
  /** Between the end of a service and the next request. */
  public static final Duration PAUSE = Duration.ofSeconds(4);

  private final DriverId driver;
  private final List<ChargePointId> services;
  private final Plan plan;
  private final Supplier<RequestId> ids;
  private final Tally tally = new Tally();

  private int nextService;
  private Optional<Asking> asking = Optional.empty();
  private Optional<Long> pausedUntilNanos = Optional.empty();

  /**
   * How a batch goes.
   *
   * @param pause after each service but the last
   * @param overAndOver whether it begins again after the last, and so never ends
   */
  public record Plan(Duration pause, boolean overAndOver) {
    /** Once, with the pause of the spec. */
    public static final Plan ONCE = new Plan(PAUSE, false);
  }

  /**
   * A batch that has not begun.
   *
   * @param ids gives a fresh id for each request
   */
  public Batch(DriverId driver, List<ChargePointId> services, Plan plan, Supplier<RequestId> ids) {
    this.driver = driver;
    this.services = List.copyOf(services);
    this.plan = plan;
    this.ids = ids;
  }

  @Override
  public Move next(long nowNanos) {
    if (asking.isPresent()) {
      return asking.get().next(nowNanos);
    }
    if (pausedUntilNanos.isPresent() && pausedUntilNanos.get() - nowNanos > 0) {
      return new Move.Listen(pausedUntilNanos.get() - nowNanos);
    }
    if (isOver()) {
      return new Move.Finish();
    }
    ChargePointId at = services.get(nextService % services.size());
    nextService = plan.overAndOver() ? (nextService + 1) % services.size() : nextService + 1;
    Asking begun = new Asking(new StartCharging(ids.get(), driver.value(), at.value()));
    asking = Optional.of(begun);
    tally.asked();
    return begun.next(nowNanos);
  }

  private boolean isOver() {
    return services.isEmpty() || nextService >= services.size();
  }

  @Override
  public void heard(Notification notification, long nowNanos) {
    tally.heard(notification);
    if (asking.isEmpty() || !asking.get().isOf(notification.subject().requestId())) {
      return;
    }
    asking.get().answered();
    if (tally.add(notification)) {
      asking = Optional.empty();
      pausedUntilNanos =
          isOver() ? Optional.empty() : Optional.of(nowNanos + plan.pause().toNanos());
    }
  }

  /** The charge point whose answer or end is awaited now. */
  public Optional<String> waitingFor() {
    return asking.map(request -> request.request().chargePointId());
  }

  /** How it went so far. */
  public Summary summary() {
    return tally.summary();
  }
}
