package org.evcharging.driver.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.evcharging.message.Notification;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/** What notifications say, in plain words. */
public final class Phrases {
  private Phrases() {}

  /** One line or, for a ticket, a small block. */
  public static List<String> of(Notification notification) {
    String at = notification.subject().chargePointId();
    return switch (notification) {
      case Notification.Step step -> List.of(at + "  " + stage(step.step()));
      case Notification.Authorized _ -> List.of(at + "  authorised: plug in at " + at);
      case Notification.Denied denied ->
          List.of(at + "  denied: " + denial(denied.reason()) + " (" + denied.reason() + ")");
      case Notification.Expired _ ->
          List.of(at + "  expired: nobody plugged in at " + at + " in time");
      case Notification.Progress progress -> List.of(progress(progress));
      case Notification.Ended ended ->
          List.of(at + "  supply ended: " + ending(ended.reason()) + " (" + ended.reason() + ")");
      case Notification.Ticket ticket -> TicketLayout.lines(ticket);
      case Notification.Corrected corrected ->
          List.of(
              "%s  ticket corrected by the final reading: %s kWh, %s €"
                  .formatted(at, corrected.energy(), corrected.amount()));
    };
  }

  private static String progress(Notification.Progress progress) {
    return "%s  charging  %s kWh  %s kW  %s €"
        .formatted(
            progress.subject().chargePointId(),
            progress.energy(),
            kilowatts(progress.powerW()),
            progress.amount());
  }

  /** Kilowatts with one decimal. */
  public static String kilowatts(long powerW) {
    return BigDecimal.valueOf(powerW, 3).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private static String stage(Notification.Stage stage) {
    return switch (stage) {
      case RECEIVED -> "request received";
      case CHECKING -> "checking";
      case ASKING_CHARGE_POINT -> "asking the charge point";
      case CHARGING -> "charging";
      case ENDING -> "ending the supply";
    };
  }

  /** Why a request was denied. */
  public static String denial(DenialReason reason) {
    return switch (reason) {
      case TOO_OLD -> "the request took over 60 s to reach Central; ask again";
      case UNKNOWN_DRIVER -> "Central does not know this driver";
      case DRIVER_BUSY -> "this driver has another session that is not over";
      case UNKNOWN_CHARGE_POINT -> "there is no such charge point";
      case DISCONNECTED -> "the charge point is disconnected";
      case FAULTED -> "the charge point has a fault";
      case OUT_OF_ORDER -> "the charge point is out of order";
      case IN_USE -> "the charge point is in use";
      case RESERVED_FOR_OTHERS -> "the places at this site are booked by others for now";
      case INSUFFICIENT_FUNDS -> "there is not enough money in this driver's account; top up";
      case REJECTED_BY_CHARGE_POINT -> "the charge point refused";
      case NO_ANSWER -> "the charge point did not answer";
      case DRIVER_STOP -> "stopped by the driver before the charge point had answered";
      case OPERATOR_STOP -> "the operator stopped the charge point before it had answered";
      case ENGINE_FAULT -> "the charge point had a fault before it had answered";
      case MONITOR_LOST -> "the charge point lost its connection before it had answered";
      case ID_REUSED -> "the request's id was used before for something else";
      case NO_SESSION -> "there is no supply of this driver to stop";
    };
  }

  /** Why a supply ended. */
  public static String ending(EndReason reason) {
    return switch (reason) {
      case UNPLUGGED -> "unplugged";
      case DRIVER_STOP -> "stopped by the driver";
      case OPERATOR_STOP -> "stopped by the operator";
      case BATTERY_FULL -> "the battery is full";
      case FUNDS_EXHAUSTED -> "the money set aside is used up";
      case ENGINE_FAULT -> "the charge point has a fault";
      case MONITOR_LOST -> "the charge point lost its connection";
      case ENGINE_RESTART -> "the charge point restarted";
      case ENGINE_STOPPED -> "the charge point was shut down";
      case RECONCILED -> "the charge point no longer knew of it";
    };
  }
}
