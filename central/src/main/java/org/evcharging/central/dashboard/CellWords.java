package org.evcharging.central.dashboard;

import java.util.List;
import java.util.Optional;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.model.ChargePointStatus;

/**
 * What a cell says about the state of a charge point; in plain text.
 *
 * @param status its status in words, wordiest first
 * @param driver whose session it has; empty if there is none
 * @param detail the figures of the supply, what is awaited or what is wrong; wordiest first
 * @param isAtRest whether the detail can be left out
 */
record CellWords(List<String> status, String driver, List<String> detail, boolean isAtRest) {

  /** A session that is not over is told whatever the status above it (spec §3). */
  static CellWords of(ChargePointView view) {
    Optional<String> reason =
        view.faultReason()
            .filter(any -> view.status() == ChargePointStatus.FAULTED)
            .map(PlainText::of);
    return view.session()
        .map(session -> of(view, session, reason))
        .orElseGet(() ->
            new CellWords(
                List.of(word(view)),
                "",
                List.of(reason.orElseGet(() -> atRest(view))),
                reason.isEmpty()));
  }

  private static CellWords of(ChargePointView view, SessionView session, Optional<String> reason) {
    String word = word(view);
    boolean ending = session.stage() == SessionStage.ENDING;
    List<String> status =
        reason
            .map(why -> List.of(word + ": " + why))
            .orElseGet(() -> ending ? List.of(word + " (ending)", word) : List.of(word));
    return new CellWords(status, session.driver().value(), progress(session), false);
  }

  private static String word(ChargePointView view) {
    return switch (view.status()) {
      case DISCONNECTED -> "DISCONNECTED";
      case FAULTED -> "FAULTED";
      case OUT_OF_ORDER -> "Out of Order";
      case CHARGING -> "CHARGING";
      case RESERVED -> "RESERVED";
      case AVAILABLE -> "AVAILABLE";
    };
  }

  private static List<String> progress(SessionView session) {
    return switch (session.stage()) {
      case REQUESTED -> List.of("asking the charge point", "asking it");
      case AUTHORIZED -> List.of("authorised, plug in", "plug in");
      case CHARGING, ENDING ->
          Figures.ofSupply(session.powerW(), session.energy(), session.amount());
    };
  }

  private static String atRest(ChargePointView view) {
    boolean available = view.status() == ChargePointStatus.AVAILABLE && view.powerW() > 0;
    return available ? "up to " + Figures.kilowatts(view.powerW()) : "";
  }
}
