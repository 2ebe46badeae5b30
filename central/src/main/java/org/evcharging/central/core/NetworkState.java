package org.evcharging.central.core;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.evcharging.central.core.ChargePoint.MonitorLink;
import org.evcharging.central.core.Deadline.Kind;
import org.evcharging.central.core.OpenSession.Charging;
import org.evcharging.central.core.OpenSession.Ending;
import org.evcharging.central.core.OpenSession.Facts;
import org.evcharging.central.core.OpenSession.Requested;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;

/**
 * What is true of the network now: all charge points, the sessions that are not over, and the
 * deadlines that run. Changed by events alone. Not thread-safe: it lives under the shared lock.
 */
public final class NetworkState {
  /**
   * Sessions that wait for a final reading. An Engine that never returns would keep its session
   * here for ever; the oldest make room, and stay as they were billed.
   */
  public static final int MAX_UNSETTLED = 100_000;

  private final NetworkPolicy policy;
  private final Map<ChargePointId, ChargePoint> chargePoints = new HashMap<>();
  private final Map<SiteName, Set<ChargePointId>> chargePointsOfSite = new HashMap<>();
  private final Map<SessionId, OpenSession> sessions = new HashMap<>();
  private final Map<DriverId, SessionId> sessionOfDriver = new HashMap<>();
  private final Map<SessionId, Unsettled> unsettled = new LinkedHashMap<>();
  private final Map<SessionId, Hold> holds = new HashMap<>();
  private final RecentRequests recentRequests = new RecentRequests();
  private final Deadlines deadlines = new Deadlines();
  private final OutcomeCounts outcomes = new OutcomeCounts();
  private Totals totals;

  public NetworkState(NetworkPolicy policy, Totals totals) {
    this.policy = policy;
    this.totals = totals;
  }

  /** Over all ended sessions, corrections included. */
  public record Totals(long endedSessions, long soldWh, long soldCents) {
    Totals plus(long sessionCount, long wh, long cents) {
      return new Totals(endedSessions + sessionCount, soldWh + wh, soldCents + cents);
    }
  }

  /** Puts back a charge point from the disk; nobody speaks for it yet (spec R-2). */
  public void restore(ChargePoint chargePoint) {
    put(chargePoint);
  }

  /**
   * Puts back a session from the disk, after its charge point. Its deadlines begin anew, and its
   * Monitor has the time of a start to return.
   */
  public void restore(OpenSession session, long nowNanos) {
    ChargePointId chargePoint = session.facts().chargePoint();
    put(session);
    sessionOfDriver.put(session.facts().driver(), session.facts().id());
    update(chargePoint, it -> it.withSession(Optional.of(session.facts().id())));
    beginStateDeadline(session, nowNanos);
    deadlines.begin(Kind.MONITOR_RETURN_AFTER_START, chargePoint, nowNanos);
  }

  public void restore(Unsettled session) {
    unsettled.put(session.facts().id(), session);
  }

  /** Puts back a hold from the disk, after its session if that is open. */
  public void restore(Hold hold, long nowNanos) {
    holds.put(hold.session(), hold);
    if (!sessions.containsKey(hold.session())) {
      deadlines.start(releaseOf(hold), nowNanos);
    }
  }

  public NetworkPolicy policy() {
    return policy;
  }

  public Totals totals() {
    return totals;
  }

  /** How requests and sessions came out since the start. */
  public Outcomes outcomes() {
    return outcomes.read();
  }

  /** All charge points, in no order; a view. */
  public Collection<ChargePoint> chargePoints() {
    return Collections.unmodifiableCollection(chargePoints.values());
  }

  /** All sessions that are not over, in no order; a view. */
  public Collection<OpenSession> sessions() {
    return Collections.unmodifiableCollection(sessions.values());
  }

  public Optional<ChargePoint> chargePoint(ChargePointId id) {
    return Optional.ofNullable(chargePoints.get(id));
  }

  /** How many charge points a site has: 0 if it does not exist. */
  public int chargePointCount(SiteName site) {
    return chargePointsOfSite.getOrDefault(site, Set.of()).size();
  }

  /** The sites that have charge points, in no order; a view. */
  public Set<SiteName> sites() {
    return Collections.unmodifiableSet(chargePointsOfSite.keySet());
  }

  /** How many charge points of a site are free and well. */
  long availableAt(SiteName site) {
    return chargePointsOfSite.getOrDefault(site, Set.of()).stream()
        .map(chargePoints::get)
        .filter(it -> it.obstacle().isEmpty() && it.session().isEmpty())
        .count();
  }

  /** Looks up what a request calls a charge point, whatever that is. */
  Optional<ChargePoint> chargePointNamed(String name) {
    return ChargePointId.wellFormed(name) ? chargePoint(new ChargePointId(name)) : Optional.empty();
  }

  public Optional<OpenSession> session(SessionId id) {
    return Optional.ofNullable(sessions.get(id));
  }

  public Optional<OpenSession> sessionOf(DriverId driver) {
    return Optional.ofNullable(sessionOfDriver.get(driver)).flatMap(this::session);
  }

  public Optional<Unsettled> unsettled(SessionId id) {
    return Optional.ofNullable(unsettled.get(id));
  }

  /** What is set aside for a session. */
  Optional<Hold> hold(SessionId session) {
    return Optional.ofNullable(holds.get(session));
  }

  /** How much is set aside for a session; zero if nothing is. */
  Money held(SessionId session) {
    return hold(session).map(Hold::amount).orElse(Money.ZERO);
  }

  RecentRequests recentRequests() {
    return recentRequests;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /** Tells whether a deadline has passed that was not decided yet. */
  public boolean isAnythingDue(long nowNanos) {
    return deadlines.firstDue(nowNanos).isPresent();
  }

  /** The charge points whose status an event may change. */
  public Set<ChargePointId> touchedBy(Event event) {
    return switch (event) {
      case Event.ChargePointRegistered it -> Set.of(it.chargePoint());
      case Event.ChargePointChanged it -> Set.of(it.chargePoint());
      case Event.HoldOffSet it -> Set.of(it.chargePoint());
      case Event.HoldOffLifted it -> Set.of(it.chargePoint());
      case Event.MonitorConnected it -> Set.of(it.chargePoint());
      case Event.MonitorLost it -> Set.of(it.chargePoint());
      case Event.HealthReported it -> Set.of(it.chargePoint());
      case Event.SessionRequested it -> Set.of(it.facts().chargePoint());
      case Event.SessionDenied it -> chargePointOf(it.session());
      case Event.SessionAuthorized it -> chargePointOf(it.session());
      case Event.SessionExpired it -> chargePointOf(it.session());
      case Event.SessionStarted it -> chargePointOf(it.session());
      case Event.SessionEnding it -> chargePointOf(it.session());
      case Event.SessionEnded it -> chargePointOf(it.session());
      case Event.DriverAdmitted _,
          Event.DriverTokenGiven _,
          Event.RequestTaken _,
          Event.MeterRead _,
          Event.SessionSettled _,
          Event.MoneyMoved _,
          Event.OrderRefused _,
          Event.SiteChanged _,
          Event.Audited _,
          Event.LifeSignSeen _,
          Event.EngineRecalled _,
          Event.DeadlinePassed _,
          Event.DeadlinesBegunAnew _ ->
          Set.of();
    };
  }

  /** Makes an event true. Events are applied in the order in which they were decided. */
  public void apply(Event event, long nowNanos) {
    outcomes.count(event);
    switch (event) {
      case Event.ChargePointRegistered it -> put(registered(it));
      case Event.ChargePointChanged it ->
          update(it.chargePoint(), cp -> cp.changed(it.place(), it.tariff(), it.powerW()));
      case Event.HoldOffSet it -> update(it.chargePoint(), cp -> cp.heldOff(it.holdOff()));
      case Event.HoldOffLifted it -> update(it.chargePoint(), cp -> cp.released(it.holdOff()));
      case Event.RequestTaken it -> recentRequests.taken(it.key(), it.request());
      case Event.SessionRequested it -> begin(it.facts(), nowNanos);
      case Event.SessionDenied it -> {
        Facts facts = over(it.session());
        recentRequests.answered(facts, new Answer.Refused(Optional.of(it.session()), it.reason()));
      }
      case Event.SessionAuthorized it -> authorized(it, nowNanos);
      case Event.SessionExpired it -> over(it.session());
      case Event.SessionStarted it -> started(it);
      case Event.MeterRead it -> read(it);
      case Event.SessionEnding it -> ending(it.session(), it.reason(), nowNanos);
      case Event.SessionEnded it -> ended(it, nowNanos);
      case Event.SessionSettled it -> settled(it);
      case Event.MoneyMoved it -> moved(it);
      case Event.DriverAdmitted _, Event.OrderRefused _ -> {
        // A matter of accounts.
      }
      case Event.SiteChanged _ -> {
        // A matter of sites.
      }
      case Event.DriverTokenGiven _, Event.Audited _ -> {
        // For the database alone.
      }
      case Event.MonitorConnected it -> connected(it, nowNanos);
      case Event.MonitorLost it -> lost(it.chargePoint(), nowNanos);
      case Event.HealthReported it -> reported(it);
      case Event.LifeSignSeen it -> seen(it, nowNanos);
      case Event.EngineRecalled it -> deadlines.begin(Kind.NEXT_RECALL, it.chargePoint(), nowNanos);
      case Event.DeadlinePassed it -> deadlines.cancel(it.deadline());
      case Event.DeadlinesBegunAnew _ -> deadlines.beginAllAnew(nowNanos);
    }
  }

  private static ChargePoint registered(Event.ChargePointRegistered event) {
    return new ChargePoint(
        event.chargePoint(),
        event.secret(),
        event.place(),
        event.tariff(),
        event.powerW(),
        Set.of(),
        new MonitorLink.Gone(),
        Optional.empty());
  }

  private void begin(Facts facts, long nowNanos) {
    put(new Requested(facts));
    sessionOfDriver.put(facts.driver(), facts.id());
    update(facts.chargePoint(), cp -> cp.withSession(Optional.of(facts.id())));
    deadlines.begin(Kind.ANSWER, facts.chargePoint(), nowNanos);
  }

  private void authorized(Event.SessionAuthorized event, long nowNanos) {
    OpenSession.Authorized session = open(event.session(), Requested.class).authorized();
    put(session);
    recentRequests.answered(session.facts(), new Answer.Granted(event.session()));
    deadlines.cancel(Kind.ANSWER, session.facts().chargePoint());
    deadlines.begin(Kind.PLUG_IN, session.facts().chargePoint(), nowNanos);
  }

  private void started(Event.SessionStarted event) {
    Charging session = open(event.session(), OpenSession.Authorized.class).started(event.at());
    put(session);
    deadlines.cancel(Kind.PLUG_IN, session.facts().chargePoint());
  }

  private void read(Event.MeterRead event) {
    switch (open(event.session(), OpenSession.class)) {
      case Charging charging -> put(charging.read(event.energy(), event.powerW()));
      case Ending ending -> put(ending.read(event.energy(), event.powerW()));
      case Requested requested -> throw new IllegalStateException("a reading of " + requested);
      case OpenSession.Authorized authorized ->
          throw new IllegalStateException("a reading of " + authorized);
    }
  }

  private void ending(SessionId id, EndReason reason, long nowNanos) {
    Ending session = open(id, Charging.class).ending(reason);
    put(session);
    deadlines.cancel(Kind.SUPPLY_NAMED, session.facts().chargePoint());
    deadlines.begin(Kind.FINAL_READING, session.facts().chargePoint(), nowNanos);
  }

  private void ended(Event.SessionEnded event, long nowNanos) {
    Facts facts = over(event.session());
    totals = totals.plus(1, event.energy().wh(), event.amount().cents());
    if (!event.settled()) {
      hold(facts.id()).ifPresent(hold -> deadlines.start(releaseOf(hold), nowNanos));
      unsettled.put(facts.id(), new Unsettled(facts, event.energy(), event.amount()));
      if (unsettled.size() > MAX_UNSETTLED) {
        unsettled.remove(unsettled.keySet().iterator().next());
      }
    }
  }

  private void settled(Event.SessionSettled event) {
    Unsettled session = unsettled.remove(event.session());
    if (session != null) {
      totals =
          totals.plus(
              0,
              event.energy().wh() - session.billed().wh(),
              event.amount().cents() - session.amount().cents());
    }
  }

  private void moved(Event.MoneyMoved event) {
    if (event.session().isEmpty()) {
      return;
    }
    SessionId session = event.session().get();
    Money amount = event.amount();
    switch (event.movement()) {
      case HOLD -> {
        ChargePointId chargePoint = open(session, OpenSession.class).facts().chargePoint();
        holds.put(
            session, new Hold(session, event.driver(), chargePoint, held(session).plus(amount)));
      }
      case CAPTURE, CORRECTION ->
          holds.computeIfPresent(
              session,
              (_, hold) ->
                  new Hold(
                      session, hold.driver(), hold.chargePoint(), hold.amount().minus(amount)));
      case RELEASE -> {
        Hold hold = holds.remove(session);
        if (hold != null) {
          deadlines.cancel(releaseOf(hold));
        }
      }
      case TOP_UP, WITHDRAWAL, LATE_CORRECTION, WRITE_OFF -> {
        // From no hold.
      }
    }
  }

  private static Deadline releaseOf(Hold hold) {
    return new Deadline(Kind.HOLD_RELEASE, hold.chargePoint(), Optional.of(hold.session()));
  }

  private void connected(Event.MonitorConnected event, long nowNanos) {
    ChargePointId chargePoint = event.chargePoint();
    update(chargePoint, cp -> cp.monitoredBy(linked(cp.monitor(), event.link())));
    deadlines.cancel(Kind.MONITOR_RETURN, chargePoint);
    deadlines.cancel(Kind.MONITOR_RETURN_AFTER_START, chargePoint);
    deadlines.begin(Kind.LIFE_SIGN, chargePoint, nowNanos);
  }

  /** A new connection says nothing new of the Engine, and nothing at all of one not heard of. */
  private static MonitorLink linked(MonitorLink before, long link) {
    return switch (before) {
      case MonitorLink.Live live -> new MonitorLink.Live(link, live.health());
      case MonitorLink.Registered _, MonitorLink.Gone _ -> new MonitorLink.Registered(link);
    };
  }

  private void lost(ChargePointId chargePoint, long nowNanos) {
    update(chargePoint, cp -> cp.monitoredBy(new MonitorLink.Gone()));
    deadlines.cancel(Kind.LIFE_SIGN, chargePoint);
    deadlines.cancel(Kind.SUPPLY_NAMED, chargePoint);
    deadlines.begin(Kind.MONITOR_RETURN, chargePoint, nowNanos);
  }

  private void reported(Event.HealthReported event) {
    update(
        event.chargePoint(),
        cp ->
            switch (cp.monitor()) {
              case MonitorLink.Live(long link, _) -> heard(cp, link, event.health());
              case MonitorLink.Registered(long link) -> heard(cp, link, event.health());
              case MonitorLink.Gone _ -> cp;
            });
  }

  private static ChargePoint heard(ChargePoint chargePoint, long link, Health health) {
    return chargePoint.monitoredBy(new MonitorLink.Live(link, health));
  }

  private void seen(Event.LifeSignSeen event, long nowNanos) {
    deadlines.begin(Kind.LIFE_SIGN, event.chargePoint(), nowNanos);
    if (!event.supplyMissing()) {
      deadlines.cancel(Kind.SUPPLY_NAMED, event.chargePoint());
    } else if (!deadlines.runs(Kind.SUPPLY_NAMED, event.chargePoint())) {
      deadlines.begin(Kind.SUPPLY_NAMED, event.chargePoint(), nowNanos);
    }
  }

  /** Forgets a session that is over, and all that it kept busy. */
  private Facts over(SessionId id) {
    Facts facts = open(id, OpenSession.class).facts();
    sessions.remove(id);
    sessionOfDriver.remove(facts.driver(), id);
    update(facts.chargePoint(), cp -> cp.withSession(Optional.empty()));
    for (Kind kind :
        new Kind[] {Kind.ANSWER, Kind.PLUG_IN, Kind.FINAL_READING, Kind.SUPPLY_NAMED}) {
      deadlines.cancel(kind, facts.chargePoint());
    }
    return facts;
  }

  private void beginStateDeadline(OpenSession session, long nowNanos) {
    ChargePointId chargePoint = session.facts().chargePoint();
    switch (session) {
      case Requested _ -> deadlines.begin(Kind.ANSWER, chargePoint, nowNanos);
      case OpenSession.Authorized _ -> deadlines.begin(Kind.PLUG_IN, chargePoint, nowNanos);
      case Ending _ -> deadlines.begin(Kind.FINAL_READING, chargePoint, nowNanos);
      case Charging _ -> {
        // Charging has no limit of time.
      }
    }
  }

  private void put(ChargePoint chargePoint) {
    ChargePoint before = chargePoints.put(chargePoint.id(), chargePoint);
    if (before == null || !before.place().site().equals(chargePoint.place().site())) {
      chargePointsOfSite
          .computeIfAbsent(chargePoint.place().siteName(), _ -> new HashSet<>())
          .add(chargePoint.id());
    }
  }

  /** A site without charge points is none. */
  private void leaves(SiteName site, ChargePointId id) {
    chargePointsOfSite.computeIfPresent(
        site,
        (_, all) -> {
          all.remove(id);
          return all.isEmpty() ? null : all;
        });
  }

  private void put(OpenSession session) {
    sessions.put(session.facts().id(), session);
  }

  private Set<ChargePointId> chargePointOf(SessionId id) {
    return Set.of(open(id, OpenSession.class).facts().chargePoint());
  }

  private <T extends OpenSession> T open(SessionId id, Class<T> state) {
    OpenSession session = sessions.get(id);
    if (!state.isInstance(session)) {
      throw new IllegalStateException("session " + id + " is " + session + ", not " + state);
    }
    return state.cast(session);
  }

  private void update(ChargePointId id, UnaryOperator<ChargePoint> change) {
    ChargePoint before = chargePoints.get(id);
    if (before == null) {
      throw new IllegalStateException("no charge point " + id);
    }
    ChargePoint after = change.apply(before);
    if (!after.place().site().equals(before.place().site())) {
      leaves(before.place().siteName(), id);
    }
    put(after);
  }
}
