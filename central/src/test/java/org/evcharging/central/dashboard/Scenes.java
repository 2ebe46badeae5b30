package org.evcharging.central.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.dashboard.Frame.OperatorView;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.central.state.NetworkSnapshot.Totals;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Networks to look at. */
final class Scenes {
  static final Instant NOW = Instant.parse("2026-11-20T18:04:31Z");

  private Scenes() {}

  static ChargePointView point(String id, ChargePointStatus status) {
    String site = id.startsWith("VLC") ? "Valencia" : "Madrid";
    return new ChargePointView(
        new ChargePointId(id),
        new Place(site, "Gran Vía 1"),
        Tariff.ofEuros("0.25"),
        22_000,
        status,
        status == ChargePointStatus.FAULTED ? Optional.of("cable cut") : Optional.empty(),
        List.of(),
        Optional.empty());
  }

  static ChargePointView at(ChargePointView point, String location) {
    return new ChargePointView(
        point.id(),
        new Place(point.place().site(), location),
        point.tariff(),
        point.powerW(),
        point.status(),
        point.faultReason(),
        point.holdOffs(),
        point.session());
  }

  static ChargePointView with(ChargePointView point, SessionView session) {
    return new ChargePointView(
        point.id(),
        point.place(),
        point.tariff(),
        point.powerW(),
        point.status(),
        point.faultReason(),
        point.holdOffs(),
        Optional.of(session));
  }

  static SessionView session(String driver, SessionStage stage, long energyWh) {
    Energy energy = new Energy(energyWh);
    boolean supplies = stage == SessionStage.CHARGING || stage == SessionStage.ENDING;
    return new SessionView(
        new SessionId("s1"),
        new DriverId(driver),
        stage,
        NOW,
        energy,
        supplies ? 21_400 : 0,
        Tariff.ofEuros("0.25").amountFor(energy));
  }

  /** One charge point of each status, and one that supplies though it is out of order. */
  static List<ChargePointView> allStatuses() {
    return List.of(
        at(
            with(
                point("MAD-01", ChargePointStatus.CHARGING),
                session("D-ana", SessionStage.CHARGING, 1250)),
            "Gran Vía 1"),
        at(point("MAD-02", ChargePointStatus.AVAILABLE), "Atocha, level -1"),
        at(
            with(
                point("MAD-03", ChargePointStatus.RESERVED),
                session("D-luis", SessionStage.AUTHORIZED, 0)),
            "Plaza Mayor"),
        at(
            with(
                point("VLC-01", ChargePointStatus.OUT_OF_ORDER),
                session("D-eva", SessionStage.ENDING, 7420)),
            "Malvarrosa 12"),
        at(point("VLC-02", ChargePointStatus.FAULTED), "Colón 5"),
        at(point("VLC-03", ChargePointStatus.DISCONNECTED), "Ruzafa 3"));
  }

  static List<ChargePointView> many(int count) {
    ChargePointStatus[] statuses = ChargePointStatus.values();
    List<ChargePointView> points = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      ChargePointStatus status = statuses[(i * 7 + i / 5) % statuses.length];
      ChargePointView point =
          point(String.format("%s-%03d", i % 3 == 0 ? "VLC" : "MAD", i), status);
      points.add(
          status == ChargePointStatus.CHARGING
              ? with(point, session("D" + i, SessionStage.CHARGING, i * 131L))
              : point);
    }
    return points;
  }

  static Frame frame(List<ChargePointView> points) {
    return new Frame(NOW, points, totals(points), requests(), messages(), OperatorView.AT_FIRST);
  }

  static Frame filtered(List<ChargePointView> points, String filter) {
    return frame(points).with(new OperatorView("", 0, "", filter, 0, new Overlay.None()));
  }

  static Totals totals(List<ChargePointView> points) {
    int connected =
        (int) points.stream().filter(p -> p.status() != ChargePointStatus.DISCONNECTED).count();
    int charging =
        (int) points.stream().filter(p -> p.status() == ChargePointStatus.CHARGING).count();
    return new Totals(
        points.size(), connected, charging, charging, 37, new Energy(412_345), new Money(10_309));
  }

  static List<RequestLine> requests() {
    return List.of(
        new RequestLine(NOW.minusSeconds(64), "D-pau", "VLC-02", "DENIED FAULTED"),
        new RequestLine(NOW.minusSeconds(51), "D-eva", "VLC-01", "AUTHORIZED"),
        new RequestLine(
            NOW.minusSeconds(48), "D-mar", "MAD-02", "ENDED UNPLUGGED 1.250 kWh 0.31 €"),
        new RequestLine(NOW.minusSeconds(22), "D-ana", "MAD-01", "AUTHORIZED"),
        new RequestLine(NOW.minusSeconds(2), "D-luis", "MAD-03", "asking charge point"));
  }

  static List<Message> messages() {
    return List.of(
        new Message(NOW.minusSeconds(90), Level.INFO, "central: ready; monitors on port 5000"),
        new Message(NOW.minusSeconds(70), Level.ERROR, "VLC-02: faulted: cable cut"),
        new Message(
            NOW.minusSeconds(30),
            Level.WARNING,
            "VLC-03: start refused after 5003 ms: no answer from its engine (monitor OK, engine"
                + " silent since 14:03:22); check the engine's Kafka connection"),
        new Message(NOW.minusSeconds(3), Level.INFO, "stop VLC-01: done"));
  }
}
