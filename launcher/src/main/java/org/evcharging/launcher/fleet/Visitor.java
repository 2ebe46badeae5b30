package org.evcharging.launcher.fleet;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.RequestId;

/**
 * The driver of one charge point, who asks there, and after each service, denial or expiry pauses
 * and asks again. It is told what was heard, and asked what to send; times are those of one
 * monotonic clock. Not thread-safe.
 */
final class Visitor {
  /** Without any answer the same request is sent again, which is safe (spec R-9). */
  private static final long AGAIN_NANOS = Duration.ofSeconds(10).toNanos();

  /**
   * Whoever was denied does not ask again at once: thousands who did would only be denied again.
   */
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();

  private final FleetPlace place;
  private final Choices choices;
  private final Supplier<RequestId> ids;
  private Stage stage;

  /** What a notification meant to the driver. */
  enum Heard {
    NOTHING,
    /** The vehicle takes energy from now on. */
    PLUGGED_IN,
    /** What was asked for is over, one way or the other. */
    OVER
  }

  private sealed interface Stage {
    record Pausing(long untilNanos) implements Stage {}

    record Asking(StartCharging request, long againNanos) implements Stage {}

    record Served(StartCharging request) implements Stage {}
  }

  /**
   * @param ids gives a fresh id for each request
   */
  Visitor(FleetPlace place, Choices choices, Supplier<RequestId> ids, long nowNanos) {
    this.place = place;
    this.choices = choices;
    this.ids = ids;
    this.stage = new Stage.Pausing(nowNanos + choices.firstPause().toNanos());
  }

  /**
   * What to send now, if it is time for that.
   *
   * @param open whether the charge point looks as if one could charge there; nobody asks where it
   *     is grey or red
   */
  Optional<StartCharging> due(boolean open, long nowNanos) {
    if (nextDueNanos(nowNanos) - nowNanos > 0 || !open) {
      return Optional.empty();
    }
    return switch (stage) {
      case Stage.Pausing _ ->
          ask(new StartCharging(ids.get(), place.driver().value(), place.id().value()), nowNanos);
      case Stage.Asking asking -> ask(asking.request(), nowNanos);
      case Stage.Served _ -> Optional.empty();
    };
  }

  /** When to look again at the latest, if nothing is heard until then. */
  long nextDueNanos(long nowNanos) {
    return switch (stage) {
      case Stage.Pausing pausing -> pausing.untilNanos();
      case Stage.Asking asking -> asking.againNanos();
      case Stage.Served _ -> nowNanos + AGAIN_NANOS;
    };
  }

  /** Tells it what Central said; what is about another request means nothing. */
  Heard heard(Notification notification, long nowNanos) {
    Optional<StartCharging> mine =
        request().filter(of -> of.requestId().value().equals(notification.subject().requestId()));
    if (mine.isEmpty()) {
      return Heard.NOTHING;
    }
    return switch (notification) {
      case Notification.Expired _, Notification.Ticket _ -> pause(0, nowNanos);
      case Notification.Denied _ -> pause(PATIENCE_NANOS, nowNanos);
      case Notification.Step step -> {
        stage = new Stage.Served(mine.get());
        yield step.step() == Notification.Stage.CHARGING ? Heard.PLUGGED_IN : Heard.NOTHING;
      }
      case Notification.Authorized _,
          Notification.Progress _,
          Notification.Ended _,
          Notification.Corrected _ -> {
        stage = new Stage.Served(mine.get());
        yield Heard.NOTHING;
      }
    };
  }

  private Heard pause(long shortestNanos, long nowNanos) {
    long pauseNanos = Math.max(shortestNanos, choices.nextPause().toNanos());
    stage = new Stage.Pausing(nowNanos + pauseNanos);
    return Heard.OVER;
  }

  private Optional<StartCharging> ask(StartCharging request, long nowNanos) {
    stage = new Stage.Asking(request, nowNanos + AGAIN_NANOS);
    return Optional.of(request);
  }

  private Optional<StartCharging> request() {
    return switch (stage) {
      case Stage.Pausing _ -> Optional.empty();
      case Stage.Asking asking -> Optional.of(asking.request());
      case Stage.Served served -> Optional.of(served.request());
    };
  }
}
