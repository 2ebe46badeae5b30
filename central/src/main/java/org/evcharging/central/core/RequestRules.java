package org.evcharging.central.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.evcharging.central.core.Input.OnDisk;
import org.evcharging.central.core.Input.StartRequested;
import org.evcharging.central.core.Input.StopRequested;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.message.Notification.Subject;
import org.evcharging.message.Request;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;

/** What drivers ask (spec §4, rules 1 to 3; ). */
final class RequestRules {
  /** A request that lay in Kafka for longer is not what its driver wants any more. */
  static final Duration TOO_OLD = Duration.ofSeconds(60);

  private RequestRules() {}

  static void start(Draft draft, NetworkState state, StartRequested input) {
    Request.StartCharging request = input.request();
    Subject subject = subjectOf(request, Optional.empty());
    if (!DriverId.wellFormed(request.driverId())) {
      deny(draft, input.receivedAt(), subject, DenialReason.UNKNOWN_DRIVER);
      return;
    }
    RequestKey key = new RequestKey(new DriverId(request.driverId()), request.requestId());
    Optional<KnownRequest> known = known(state, key, input.onDisk());
    if (known.isPresent()) {
      repeatAnswer(draft, request, known.get());
      return;
    }
    draft.tell(new Notification.Step(subject, Stage.RECEIVED));
    draft.tell(new Notification.Step(subject, Stage.CHECKING));
    Optional<DenialReason> denial = check(draft, state, input, key.driver());
    if (denial.isPresent()) {
      take(draft, key, request, new Answer.Refused(Optional.empty(), denial.get()));
      draft.tell(new Notification.Denied(subject, denial.get()));
    } else {
      open(draft, state, input, key);
    }
  }

  static void stop(Draft draft, NetworkState state, StopRequested input) {
    Request.StopCharging request = input.request();
    Subject subject = subjectOf(request, request.sessionId());
    if (!DriverId.wellFormed(request.driverId())) {
      deny(draft, input.receivedAt(), subject, DenialReason.NO_SESSION);
      return;
    }
    RequestKey key = new RequestKey(new DriverId(request.driverId()), request.requestId());
    Optional<KnownRequest> known = known(state, key, input.onDisk());
    if (known.isPresent()) {
      repeatAnswer(draft, request, known.get());
      return;
    }
    Optional<OpenSession> session = sessionToStop(state, request);
    if (isTooOld(draft.now(), input.receivedAt())) {
      refuse(draft, key, request, DenialReason.TOO_OLD);
    } else if (session.isEmpty()) {
      refuse(draft, key, request, DenialReason.NO_SESSION);
    } else {
      take(draft, key, request, new Answer.Stopping(session.get().facts().id()));
      if (session.get() instanceof OpenSession.Ending ending) {
        draft.tell(
            new Notification.Step(
                subjectOf(request, Optional.of(ending.facts().id())), Stage.ENDING));
      }
      SessionRules.strike(draft, state, session.get(), SessionRules.Strike.DRIVER_STOP);
    }
  }

  /** Of a driver id that is none nothing is remembered: the answer is the same each time. */
  private static void deny(Draft draft, Instant receivedAt, Subject subject, DenialReason reason) {
    boolean tooOld = isTooOld(draft.now(), receivedAt);
    draft.tell(new Notification.Denied(subject, tooOld ? DenialReason.TOO_OLD : reason));
  }

  private static Optional<KnownRequest> known(NetworkState state, RequestKey key, OnDisk onDisk) {
    return state.recentRequests().find(key).or(onDisk::request);
  }

  /** The checks of R-4, in their order; the first that fails is the answer. */
  private static Optional<DenialReason> check(
      Draft draft, NetworkState state, StartRequested input, DriverId driver) {
    if (isTooOld(draft.now(), input.receivedAt())) {
      return Optional.of(DenialReason.TOO_OLD);
    }
    Optional<ChargePoint> chargePoint = state.chargePointNamed(input.request().chargePointId());
    // Before the purse, as sites are locked before accounts.
    Optional<Site> site = chargePoint.flatMap(draft::siteOf);
    Optional<Purse> purse =
        draft
            .purse(driver)
            .or(() -> state.policy().openDrivers().map(euros -> draft.admit(driver, euros)));
    if (purse.isEmpty()) {
      return Optional.of(DenialReason.UNKNOWN_DRIVER);
    }
    if (state.sessionOf(driver).isPresent()) {
      return Optional.of(DenialReason.DRIVER_BUSY);
    }
    if (chargePoint.isEmpty()) {
      return Optional.of(DenialReason.UNKNOWN_CHARGE_POINT);
    }
    return chargePoint
        .get()
        .obstacle()
        .or(() -> chargePoint.get().session().map(_ -> DenialReason.IN_USE))
        .or(() -> site.flatMap(it -> reservedForOthers(draft, state, it, driver)))
        .or(() -> Holds.obstacle(chargePoint.get().tariff(), purse.get().balance()));
  }

  private static Optional<DenialReason> reservedForOthers(
      Draft draft, NetworkState state, Site site, DriverId driver) {
    return SiteRules.obstacle(site, driver, state.availableAt(site.name()), draft.now().wall());
  }

  private static void open(Draft draft, NetworkState state, StartRequested input, RequestKey key) {
    ChargePoint chargePoint = state.chargePointNamed(input.request().chargePointId()).orElseThrow();
    OpenSession.Facts session =
        new OpenSession.Facts(
            input.freshSession(),
            key.requestId(),
            key.driver(),
            chargePoint.id(),
            chargePoint.tariff(),
            draft.now().wall());
    draft.happened(new Event.SessionRequested(session));
    take(draft, key, input.request(), new Answer.Pending(session.id()));
    draft.authorize(session, Holds.begin(draft.purseOf(session), session));
    draft.tell(new Notification.Step(session.subject(), Stage.ASKING_CHARGE_POINT));
  }

  private static Optional<OpenSession> sessionToStop(
      NetworkState state, Request.StopCharging request) {
    Optional<SessionId> at =
        state.chargePointNamed(request.chargePointId()).flatMap(ChargePoint::session);
    return request
        .sessionId()
        .or(() -> at)
        .flatMap(state::session)
        .filter(open -> open.facts().driver().value().equals(request.driverId()))
        .filter(open -> open.facts().chargePoint().value().equals(request.chargePointId()));
  }

  private static void repeatAnswer(Draft draft, Request request, KnownRequest known) {
    if (!known.contents().equals(KnownRequest.contentsOf(request))) {
      draft.tell(
          new Notification.Denied(subjectOf(request, Optional.empty()), DenialReason.ID_REUSED));
      return;
    }
    switch (known.answer()) {
      case Answer.Pending pending ->
          draft.tell(
              new Notification.Step(
                  subjectOf(request, Optional.of(pending.session())), Stage.ASKING_CHARGE_POINT));
      case Answer.Granted granted ->
          draft.tell(
              new Notification.Authorized(subjectOf(request, Optional.of(granted.session()))));
      case Answer.Refused refused ->
          draft.tell(
              new Notification.Denied(subjectOf(request, refused.session()), refused.reason()));
      case Answer.Stopping stopping ->
          draft.tell(
              new Notification.Step(
                  subjectOf(request, Optional.of(stopping.session())), Stage.ENDING));
    }
  }

  private static void refuse(
      Draft draft, RequestKey key, Request.StopCharging request, DenialReason reason) {
    take(draft, key, request, new Answer.Refused(request.sessionId(), reason));
    draft.tell(new Notification.Denied(subjectOf(request, request.sessionId()), reason));
  }

  private static void take(Draft draft, RequestKey key, Request request, Answer answer) {
    draft.happened(
        new Event.RequestTaken(
            key, new KnownRequest(KnownRequest.contentsOf(request), answer), draft.now().wall()));
  }

  private static boolean isTooOld(Moment now, Instant receivedAt) {
    return Duration.between(receivedAt, now.wall()).compareTo(TOO_OLD) > 0;
  }

  private static Subject subjectOf(Request request, Optional<SessionId> session) {
    return new Subject(
        request.requestId().value(), session, request.driverId(), request.chargePointId());
  }
}
