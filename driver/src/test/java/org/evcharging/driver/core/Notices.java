package org.evcharging.driver.core;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Subject;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Notifications for tests: of driver D1 at MAD-01, session {@code S-} and the request's id. */
public final class Notices {
  public static final Instant START = Instant.parse("2026-11-20T18:03:11Z");

  private Notices() {}

  public static SessionId session(String request) {
    return new SessionId("S-" + request);
  }

  public static Notification received(String request) {
    return new Notification.Step(
        new Subject(request, Optional.empty(), "D1", "MAD-01"), Notification.Stage.RECEIVED);
  }

  public static Notification step(String request, Notification.Stage stage) {
    return new Notification.Step(of(request), stage);
  }

  public static Notification authorized(String request) {
    return new Notification.Authorized(of(request));
  }

  public static Notification denied(String request, DenialReason reason) {
    return new Notification.Denied(new Subject(request, Optional.empty(), "D1", "MAD-01"), reason);
  }

  public static Notification deniedSession(String request, DenialReason reason) {
    return new Notification.Denied(of(request), reason);
  }

  public static Notification expired(String request) {
    return new Notification.Expired(of(request));
  }

  public static Notification progress(String request, long energyWh) {
    return new Notification.Progress(of(request), new Energy(energyWh), 21_950, new Money(31));
  }

  public static Notification ended(String request) {
    return new Notification.Ended(of(request), EndReason.UNPLUGGED);
  }

  public static Notification.Ticket ticket(String request, long energyWh, long cents) {
    return new Notification.Ticket(
        of(request),
        "Gran Vía 1",
        START,
        START.plusSeconds(80),
        new Energy(energyWh),
        Tariff.ofEuros("0.25"),
        new Money(cents),
        EndReason.UNPLUGGED,
        Optional.empty());
  }

  public static Notification corrected(String request, long energyWh, long cents) {
    return new Notification.Corrected(
        of(request), new Energy(energyWh), new Money(cents), Optional.empty());
  }

  private static Subject of(String request) {
    return new Subject(request, Optional.of(session(request)), "D1", "MAD-01");
  }
}
