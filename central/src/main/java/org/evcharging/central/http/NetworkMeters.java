package org.evcharging.central.http;

import io.micrometer.core.instrument.Tags;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.core.Movement;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/** What the network does: charge points, requests, sessions, energy and money. */
final class NetworkMeters {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double CENTS_PER_EURO = 100;

  private NetworkMeters() {}

  static void addTo(Meters meters) {
    chargePoints(meters);
    requests(meters);
    sessions(meters);
    money(meters);
  }

  private static void chargePoints(Meters meters) {
    for (ChargePointStatus status : ChargePointStatus.values()) {
      meters.gauge(
          "ev.charge.points",
          Tags.of("status", status.name()),
          "Charge points by status",
          it -> count(it.network(), status));
    }
  }

  private static void requests(Meters meters) {
    String description = "Requests by outcome since the start";
    meters.counter(
        "ev.requests",
        Tags.of("outcome", "AUTHORIZED"),
        description,
        it -> it.outcomes().authorized());
    for (DenialReason reason : DenialReason.values()) {
      meters.counter(
          "ev.requests",
          Tags.of("outcome", reason.name()),
          description,
          it -> it.outcomes().denied().getOrDefault(reason, 0L));
    }
    meters.histogram(
        "ev_request_answer_seconds",
        "From a request's receipt until its answer is on the disk",
        NANOS_PER_SECOND,
        it ->
            Map.of(
                Labels.of("outcome", "AUTHORIZED"),
                it.answerTimes().authorized(),
                Labels.of("outcome", "DENIED"),
                it.answerTimes().denied()));
  }

  private static void sessions(Meters meters) {
    for (SessionStage stage : SessionStage.values()) {
      meters.gauge(
          "ev.sessions.open",
          Tags.of("state", stage.name()),
          "Sessions that are not over, by state",
          it -> count(it.network(), stage));
    }
    String description = "Sessions that were authorised and are over, by reason, since the start";
    meters.counter(
        "ev.sessions.over",
        Tags.of("reason", "EXPIRED"),
        description,
        it -> it.outcomes().expired());
    for (EndReason reason : EndReason.values()) {
      meters.counter(
          "ev.sessions.over",
          Tags.of("reason", reason.name()),
          description,
          it -> it.outcomes().ended().getOrDefault(reason, 0L));
    }
    meters.gauge(
        "ev.power.watts",
        Tags.empty(),
        "What all sessions take at this moment",
        it -> powerW(it.network()));
    meters.counter(
        "ev.energy.sold.watt.hours",
        Tags.empty(),
        "Energy of all ended sessions since the database was made",
        it -> it.network().totals().soldEnergy().wh());
  }

  private static void money(Meters meters) {
    meters.counter(
        "ev.amount.sold.euros",
        Tags.empty(),
        "What all ended sessions cost since the database was made",
        it -> it.network().totals().soldAmount().cents() / CENTS_PER_EURO);
    for (Movement movement : Movement.values()) {
      Tags tags = Tags.of("movement", movement.name());
      meters.counter(
          "ev.money.movements",
          tags,
          "Movements of money by the way it moved, since the start",
          it -> it.flow(movement).movements());
      meters.counter(
          "ev.money.moved.euros",
          tags,
          "Money moved by the way it moved, since the start",
          it -> it.flow(movement).cents() / CENTS_PER_EURO);
    }
  }

  private static long count(NetworkSnapshot network, ChargePointStatus status) {
    return network.chargePoints().stream().filter(view -> view.status() == status).count();
  }

  private static long count(NetworkSnapshot network, SessionStage stage) {
    return network.chargePoints().stream()
        .flatMap(view -> view.session().stream())
        .map(SessionView::stage)
        .filter(stage::equals)
        .count();
  }

  private static long powerW(NetworkSnapshot network) {
    return network.chargePoints().stream()
        .flatMap(view -> view.session().stream())
        .mapToLong(SessionView::powerW)
        .sum();
  }
}
