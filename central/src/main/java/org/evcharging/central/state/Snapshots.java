package org.evcharging.central.state;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.ChargePoint.MonitorLink;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.central.state.NetworkSnapshot.Totals;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.Money;

/** Copies the state into what people look at. */
final class Snapshots {
  private Snapshots() {}

  static NetworkSnapshot of(NetworkState state, Instant at) {
    List<ChargePointView> views =
        state.chargePoints().stream()
            .map(chargePoint -> view(state, chargePoint))
            .sorted(Comparator.comparing(ChargePointView::id))
            .toList();
    return new NetworkSnapshot(at, views, totals(state, views));
  }

  private static ChargePointView view(NetworkState state, ChargePoint chargePoint) {
    Optional<OpenSession> session = chargePoint.session().flatMap(state::session);
    return new ChargePointView(
        chargePoint.id(),
        chargePoint.place(),
        chargePoint.tariff(),
        chargePoint.powerW(),
        chargePoint.status(session),
        faultReason(chargePoint),
        chargePoint.holdOffs().stream().map(HoldOff::source).sorted().toList(),
        session.map(Snapshots::view));
  }

  private static SessionView view(OpenSession session) {
    return new SessionView(
        session.facts().id(),
        session.facts().driver(),
        stage(session),
        session.facts().requestedAt(),
        session.energy(),
        session.powerW(),
        session.amount());
  }

  private static SessionStage stage(OpenSession session) {
    return switch (session) {
      case OpenSession.Requested _ -> SessionStage.REQUESTED;
      case OpenSession.Authorized _ -> SessionStage.AUTHORIZED;
      case OpenSession.Charging _ -> SessionStage.CHARGING;
      case OpenSession.Ending _ -> SessionStage.ENDING;
    };
  }

  private static Optional<String> faultReason(ChargePoint chargePoint) {
    return chargePoint.monitor() instanceof MonitorLink.Live live
            && live.health() instanceof Health.Ko ko
        ? Optional.of(ko.reason())
        : Optional.empty();
  }

  private static Totals totals(NetworkState state, List<ChargePointView> views) {
    long connected =
        views.stream().filter(view -> view.status() != ChargePointStatus.DISCONNECTED).count();
    long charging =
        state.sessions().stream()
            .filter(session ->
                session instanceof OpenSession.Charging || session instanceof OpenSession.Ending)
            .count();
    NetworkState.Totals ended = state.totals();
    return new Totals(
        views.size(),
        (int) connected,
        state.sessions().size(),
        (int) charging,
        ended.endedSessions(),
        new Energy(Math.min(ended.soldWh(), Energy.MAX_WH)),
        new Money(Math.min(ended.soldCents(), Money.MAX_CENTS)));
  }
}
