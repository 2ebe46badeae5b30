package org.evcharging.central.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.central.core.Input.OnDisk;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.Notification;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.message.Request.StopCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.Supply;
import org.evcharging.model.Tariff;

/** A network at a time, to which things happen one by one; it keeps what came of the last. */
final class Scene {
  static final ChargePointId MAD = new ChargePointId("MAD-01");
  static final ChargePointId BCN = new ChargePointId("BCN-01");
  static final SessionId S1 = new SessionId("S1");
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

  final NetworkState state;
  private final Map<DriverId, Account> accounts = new HashMap<>();
  private final Map<SiteName, Site> sites = new HashMap<>();
  private Instant wall = START;
  private long nanos = Long.MAX_VALUE - 1_000_000_000L; // the clock passes its range in the tests
  private long links;
  private long sequence;
  private int requests;
  private int sessions;
  private List<Event> events = List.of();
  private List<Outbound> outbound = List.of();
  private Decision.Reply reply = new Decision.Reply.None();

  private Scene(NetworkPolicy policy) {
    state = new NetworkState(policy, new NetworkState.Totals(0, 0, 0));
  }

  static Scene openNetwork() {
    return openNetwork(10_000);
  }

  static Scene closedNetwork() {
    return new Scene(new NetworkPolicy(Optional.empty()));
  }

  /** One whose drivers have so much to begin with. */
  static Scene openNetwork(long cents) {
    return new Scene(new NetworkPolicy(Optional.of(new Money(cents))));
  }

  /** An open network with MAD-01 (0.25 €/kWh) connected and well. */
  static Scene withChargePoint() {
    return openNetwork().connects(MAD);
  }

  static Scene requested() {
    return withChargePoint().asks("D1", "MAD-01");
  }

  static Scene authorized() {
    return requested().confirms(S1);
  }

  static Scene charging() {
    return authorized().starts(S1);
  }

  /** What happens. */
  Scene decide(Input input) {
    Moment now = new Moment(wall, nanos);
    return take(Rules.decide(state, this::account, this::site, input, now));
  }

  private Optional<Account> account(DriverId driver) {
    return Optional.ofNullable(accounts.get(driver));
  }

  private Optional<Site> site(SiteName name) {
    return Optional.ofNullable(sites.get(name));
  }

  /** Somebody wants something of a site. */
  Scene orders(SiteOrder order) {
    Site site = sites.getOrDefault(order.site(), Site.empty(order.site()));
    return take(SiteRules.decide(site, order, new Moment(wall, nanos)));
  }

  private Scene take(Decision decision) {
    for (Event event : decision.events()) {
      state.apply(event, nanos);
      switch (event) {
        case Event.DriverAdmitted it -> accounts.put(it.driver(), Account.empty(it.driver()));
        case Event.MoneyMoved it ->
            accounts.computeIfPresent(it.driver(), (_, account) -> account.after(it));
        case Event.SiteChanged it ->
            sites.put(it.site(), sites.getOrDefault(it.site(), Site.empty(it.site())).after(it));
        default -> {}
      }
    }
    events = decision.events();
    outbound = decision.outbound();
    reply = decision.reply();
    return this;
  }

  /** Registers, and says that all is well. */
  Scene connects(ChargePointId id) {
    return registers(id).lifeSign(id, new Health.Ok(), Optional.empty());
  }

  Scene registers(ChargePointId id) {
    return registers(id, "secret", "0.25");
  }

  Scene registers(ChargePointId id, String secret, String euros) {
    links++;
    return decide(
        new Input.MonitorRegisters(
            links,
            id,
            secret,
            new Place("Madrid", "Gran Vía 1"),
            Tariff.ofEuros(euros),
            22_000,
            "salt",
            "c" + links));
  }

  /** Says that all is well, after a registration. */
  Scene connectsAsRegistered(ChargePointId id) {
    return lifeSign(id, new Health.Ok(), Optional.empty());
  }

  Scene asks(String driver, String chargePoint) {
    requests++;
    return asks("r" + requests, driver, chargePoint, OnDisk.NOTHING);
  }

  Scene asks(String request, String driver, String chargePoint, OnDisk onDisk) {
    return asksAt(wall, request, driver, chargePoint, onDisk);
  }

  Scene asksAt(Instant receivedAt, String request, String driver, String cp, OnDisk onDisk) {
    sessions++;
    return decide(
        new Input.StartRequested(
            new StartCharging(new RequestId(request), driver, cp),
            receivedAt,
            onDisk,
            new SessionId("S" + sessions)));
  }

  Scene asksToStop(String driver, String chargePoint, Optional<SessionId> session) {
    requests++;
    return decide(
        new Input.StopRequested(
            new StopCharging(new RequestId("r" + requests), driver, chargePoint, session),
            wall,
            OnDisk.NOTHING));
  }

  Scene confirms(SessionId session) {
    return reports(new EngineEvent.Confirmed(origin(session)));
  }

  Scene rejects(SessionId session) {
    return reports(new EngineEvent.Rejected(origin(session), "busy"));
  }

  Scene starts(SessionId session) {
    return reports(new EngineEvent.Started(origin(session)));
  }

  Scene meters(SessionId session, long wh) {
    return reports(new EngineEvent.MeterValue(origin(session), new Energy(wh), 22_000));
  }

  Scene ends(SessionId session, EndReason reason, long wh) {
    return reports(new EngineEvent.Ended(origin(session), new Why.Because(reason), new Energy(wh)));
  }

  Scene reportsNotPluggedIn(SessionId session) {
    return reports(new EngineEvent.Ended(origin(session), new Why.NotPluggedIn(), Energy.ZERO));
  }

  Scene reports(EngineEvent event) {
    return decide(new Input.EngineReported(event));
  }

  Scene lifeSign(Health health, Optional<Supply> supply) {
    return lifeSign(MAD, health, supply);
  }

  private Scene lifeSign(ChargePointId id, Health health, Optional<Supply> supply) {
    return decide(new Input.LifeSign(id, links, health, supply));
  }

  Scene supplying(SessionId session) {
    return lifeSign(new Health.Ok(), Optional.of(new Supply(session, Energy.ZERO)));
  }

  Scene idle() {
    return lifeSign(new Health.Ok(), Optional.empty());
  }

  Scene faulted() {
    return lifeSign(new Health.Ko("no heartbeat"), Optional.empty());
  }

  Scene linkCloses() {
    return decide(new Input.LinkClosed(MAD, links));
  }

  Scene operatorStops(ChargePointId id) {
    return decide(new Input.OperatorOrders(id, true, "dashboard", "op"));
  }

  Scene operatorResumes(ChargePointId id) {
    return decide(new Input.OperatorOrders(id, false, "dashboard", "op"));
  }

  /** Lets time pass and decides all that is due, keeping everything that came of it. */
  Scene passes(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
    List<Event> allEvents = new ArrayList<>();
    List<Outbound> allOutbound = new ArrayList<>();
    while (state.isAnythingDue(nanos)) {
      decide(new Input.TimePassed());
      allEvents.addAll(events);
      allOutbound.addAll(outbound);
    }
    events = allEvents;
    outbound = allOutbound;
    return this;
  }

  Scene passes(long seconds) {
    return passes(Duration.ofSeconds(seconds));
  }

  Scene adds(String driver, long cents) {
    return decide(new Input.DriverAdded(new DriverId(driver), new Money(cents), "operator"));
  }

  /** An order at the money desk, the first of its id. */
  Scene orders(String driver, Movement movement, long cents, String id) {
    return orders(driver, movement, cents, id, Optional.empty());
  }

  Scene orders(
      String driver, Movement movement, long cents, String id, Optional<KnownOrder> known) {
    DriverId who = new DriverId(driver);
    MoneyOrder order =
        new MoneyOrder(who, movement, new Money(cents), new OperationId(id), "desk@127.0.0.1");
    return take(AccountRules.order(account(who), known, order, new Moment(wall, nanos)));
  }

  // What came of it.

  Instant now() {
    return wall;
  }

  Account account(String driver) {
    return accounts.get(new DriverId(driver));
  }

  /** What has moved, in order: {@code HOLD 2000}. */
  List<String> movements() {
    return events.stream()
        .filter(Event.MoneyMoved.class::isInstance)
        .map(event -> (Event.MoneyMoved) event)
        .map(moved -> moved.movement() + " " + moved.amount().cents())
        .toList();
  }

  ChargePointStatus status() {
    ChargePoint chargePoint = state.chargePoint(MAD).orElseThrow();
    return chargePoint.status(chargePoint.session().flatMap(state::session));
  }

  Optional<OpenSession> session() {
    return state.session(S1);
  }

  List<Event> events() {
    return events;
  }

  List<Outbound> outbound() {
    return outbound;
  }

  Decision.Reply reply() {
    return reply;
  }

  List<Notification> notifications() {
    return outbound.stream()
        .<Notification>mapMulti((message, sink) -> {
          switch (message) {
            case Outbound.ToDriver it -> sink.accept(it.notification());
            case Outbound.ProgressToDriver it -> sink.accept(it.progress());
            default -> {}
          }
        })
        .toList();
  }

  <T extends Notification> T notification(Class<T> type) {
    return notifications().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " in " + outbound));
  }

  List<EngineCommand> commands() {
    return outbound.stream()
        .filter(Outbound.ToEngine.class::isInstance)
        .map(message -> ((Outbound.ToEngine) message).command())
        .toList();
  }

  private Origin origin(SessionId session) {
    sequence++;
    return new Origin(MAD, session, 1, sequence);
  }
}
