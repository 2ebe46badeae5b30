package org.evcharging.simulation.disk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DenialReason;
import org.evcharging.model.OperationId;
import org.evcharging.model.SessionId;

/** Writes one batch's events as rows, with the constraints that SQLite has. Used once. */
final class BatchWriter {
  private final Database disk;
  private final List<Transaction.SessionStep> steps = new ArrayList<>();
  private final List<Transaction.RequestRow> requests = new ArrayList<>();
  private final List<Transaction.Message> messages = new ArrayList<>();
  private final List<Books.MovementRow> movements = new ArrayList<>();
  private final Set<String> windows = new LinkedHashSet<>();
  private final List<String> chargePoints = new ArrayList<>();
  private int eventIndex = -1;

  BatchWriter(Database disk) {
    this.disk = disk;
  }

  Transaction transaction() {
    return new Transaction(
        steps, requests, messages, movements, List.copyOf(windows), chargePoints);
  }

  void write(Transaction.Message message) {
    messages.add(message);
    disk.put(message);
  }

  void write(Event.Durable event) throws StoreFailure {
    eventIndex++;
    switch (event) {
      case Event.DriverAdmitted it -> require(disk.books().admit(it.driver().value()), event);
      case Event.ChargePointRegistered it -> {
        require(!disk.chargePoints().containsKey(it.chargePoint().value()), event);
        put(
            new Database.ChargePointRow(
                it.chargePoint().value(),
                it.secret().salt(),
                it.secret().hash(),
                it.place().site(),
                it.place().location(),
                it.tariff().priceMicrosPerKwh(),
                it.powerW()));
      }
      case Event.ChargePointChanged it -> change(it);
      case Event.HoldOffSet it -> {
        require(disk.hold(it.chargePoint().value(), it.holdOff().source()), event);
        chargePoints.add(it.chargePoint().value());
      }
      case Event.HoldOffLifted it -> {
        require(disk.lift(it.chargePoint().value(), it.holdOff().source()), event);
        chargePoints.add(it.chargePoint().value());
      }
      case Event.RequestTaken it -> take(it);
      case Event.SessionRequested it -> request(it);
      case Event.SessionDenied it ->
          step(it.session(), event, Set.of("REQUESTED"), row -> row.denied(it.reason().name()));
      case Event.SessionAuthorized it ->
          step(it.session(), event, Set.of("REQUESTED"), SessionRow::nowAuthorized);
      case Event.SessionExpired it ->
          step(it.session(), event, Set.of("REQUESTED", "AUTHORIZED"), SessionRow::expired);
      case Event.SessionStarted it ->
          step(it.session(), event, Set.of("AUTHORIZED"), row -> row.charging(it.at()));
      case Event.MeterRead it -> {
        SessionRow before = row(it.session(), event);
        require(before.energyWh() <= it.energy().wh(), event);
        step(it.session(), event, Set.of("CHARGING", "ENDING"), row -> row.read(it.energy().wh()));
      }
      case Event.SessionEnding it ->
          step(it.session(), event, Set.of("CHARGING"), row -> row.ending(it.reason().name()));
      case Event.SessionEnded it ->
          step(
              it.session(),
              event,
              Set.of("REQUESTED", "AUTHORIZED", "CHARGING", "ENDING"),
              row ->
                  row.ended(
                      it.reason().name(),
                      it.startedAt(),
                      it.energy().wh(),
                      it.amount().cents(),
                      it.settled()));
      case Event.SessionSettled it -> settle(it);
      case Event.MoneyMoved it -> move(it);
      case Event.OrderRefused it ->
          require(
              disk.books()
                  .take(
                      new Books.OrderRow(
                          it.order().driver().value(),
                          it.order().id().value(),
                          it.order().movement().name(),
                          it.order().amount().cents(),
                          Optional.of(it.reason().name()),
                          it.balance().cents())),
              event);
      case Event.SiteChanged it -> {
        disk.places().changed(it.site().value());
        require(change(it), event);
        windows.add(it.window().value());
      }
      case Event.DriverTokenGiven _, Event.Audited _ -> {
        // Nobody here asks over HTTP, or reads the audit log.
      }
    }
  }

  private boolean change(Event.SiteChanged event) {
    Places places = disk.places();
    String window = event.window().value();
    return switch (event) {
      case Event.WindowOffered it ->
          places.offer(
              new Places.WindowRow(window, it.site().value(), it.from(), it.to(), it.capacity()));
      case Event.PlaceBooked it -> places.book(window, it.driver().value(), it.at());
      case Event.WaitingBegun it -> places.waits(window, it.driver().value());
      case Event.WaitingEnded it -> places.waitNoMore(window, it.driver().value());
      case Event.PlaceFreed it -> places.free(window, it.driver().value());
      case Event.BookingUsed it ->
          places.use(
              window, it.driver().value(), Optional.empty(), Optional.of(it.session().value()));
      case Event.BookingReturned it ->
          places.use(
              window, it.driver().value(), Optional.of(it.session().value()), Optional.empty());
    };
  }

  private void move(Event.MoneyMoved it) throws StoreFailure {
    Books.MovementRow row =
        new Books.MovementRow(
            it.driver().value(),
            it.movement().name(),
            it.movement().from().name(),
            it.movement().to().name(),
            it.amount().cents(),
            it.session().map(SessionId::value),
            it.operation().map(OperationId::value));
    require(disk.books().move(row, it.balance().cents()), it);
    movements.add(row);
    if (row.operation().isPresent()) {
      require(
          disk.books()
              .take(
                  new Books.OrderRow(
                      row.driver(),
                      row.operation().get(),
                      row.kind(),
                      row.cents(),
                      Optional.empty(),
                      it.balance().cents())),
          it);
    }
  }

  private void change(Event.ChargePointChanged it) throws StoreFailure {
    Database.ChargePointRow before = disk.chargePoints().get(it.chargePoint().value());
    require(before != null, it);
    if (before != null) {
      put(
          new Database.ChargePointRow(
              before.id(),
              before.secretSalt(),
              before.secretHash(),
              it.place().site(),
              it.place().location(),
              it.tariff().priceMicrosPerKwh(),
              it.powerW()));
    }
  }

  private void put(Database.ChargePointRow row) {
    disk.put(row);
    chargePoints.add(row.id());
  }

  private void take(Event.RequestTaken it) throws StoreFailure {
    String driver = it.key().driver().value();
    String requestId = it.key().requestId().value();
    require(disk.request(driver, requestId).isEmpty(), it);
    Answer answer = it.request().answer();
    Transaction.RequestRow row =
        new Transaction.RequestRow(
            driver,
            requestId,
            it.request().contents(),
            switch (answer) {
              case Answer.Pending _, Answer.Granted _ -> "SESSION";
              case Answer.Refused _ -> "REFUSED";
              case Answer.Stopping _ -> "STOPPING";
            },
            session(answer).map(SessionId::value),
            answer instanceof Answer.Refused refused
                ? Optional.of(refused.reason()).map(DenialReason::name)
                : Optional.empty());
    disk.put(row);
    requests.add(row);
  }

  private static Optional<SessionId> session(Answer answer) {
    return switch (answer) {
      case Answer.Pending it -> Optional.of(it.session());
      case Answer.Granted it -> Optional.of(it.session());
      case Answer.Refused it -> it.session();
      case Answer.Stopping it -> Optional.of(it.session());
    };
  }

  private void request(Event.SessionRequested it) throws StoreFailure {
    SessionRow row =
        SessionRow.requested(
            it.facts().id().value(),
            it.facts().requestId().value(),
            it.facts().driver().value(),
            it.facts().chargePoint().value(),
            it.facts().tariff().priceMicrosPerKwh(),
            it.facts().requestedAt());
    require(!disk.sessions().containsKey(row.id()), it);
    require(disk.knowsDriver(row.driver()), it);
    require(disk.chargePoints().containsKey(row.chargePoint()), it);
    for (SessionRow other : disk.openSessions().values()) {
      require(!other.driver().equals(row.driver()), it);
      require(!other.chargePoint().equals(row.chargePoint()), it);
    }
    steps.add(new Transaction.SessionStep(Optional.empty(), row));
    disk.put(row);
  }

  private void settle(Event.SessionSettled it) throws StoreFailure {
    SessionRow before = row(it.session(), it);
    require(
        before.settled().equals(Optional.of(false)) && before.energyWh() <= it.energy().wh(), it);
    step(
        it.session(),
        it,
        Set.of("ENDED"),
        row ->
            row.ended(
                row.reason().orElseThrow(),
                row.startedAt().orElseThrow(),
                it.energy().wh(),
                it.amount().cents(),
                true));
  }

  private interface Step {
    SessionRow from(SessionRow before);
  }

  private void step(SessionId id, Event event, Set<String> states, Step step) throws StoreFailure {
    SessionRow before = row(id, event);
    require(states.contains(before.state()), event);
    SessionRow after = step.from(before);
    steps.add(new Transaction.SessionStep(Optional.of(before), after));
    disk.put(after);
  }

  private SessionRow row(SessionId id, Event event) throws StoreFailure {
    SessionRow row = disk.sessions().get(id.value());
    if (row == null) {
      throw contradicted(event);
    }
    return row;
  }

  private void require(boolean holds, Event event) throws StoreFailure {
    if (!holds) {
      throw contradicted(event);
    }
  }

  private ContradictedMemory contradicted(Event event) {
    return new ContradictedMemory(
        "the database refuses " + event, eventIndex, new IllegalStateException());
  }
}
