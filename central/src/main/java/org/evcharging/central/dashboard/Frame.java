package org.evcharging.central.dashboard;

import java.time.Instant;
import java.util.List;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.Totals;
import org.evcharging.central.state.RequestBoard.RequestLine;

/**
 * Everything that one drawing of the screen shows; equal frames look the same.
 *
 * @param now in whole seconds
 * @param requests newest last
 * @param messages newest last
 */
record Frame(
    Instant now,
    List<ChargePointView> chargePoints,
    Totals totals,
    List<RequestLine> requests,
    List<Message> messages,
    OperatorView operator) {

  /** The same network, after the operator did something. */
  Frame with(OperatorView newOperator) {
    return new Frame(now, chargePoints, totals, requests, messages, newOperator);
  }

  /**
   * What the operator has typed and chosen.
   *
   * @param hint shown beside the command line; may be empty
   * @param filter what charge points must match to be shown; empty shows all
   * @param firstBand of the grid, where it was scrolled to
   */
  record OperatorView(
      String line, int cursor, String hint, String filter, int firstBand, Overlay overlay) {
    static final OperatorView AT_FIRST = new OperatorView("", 0, "", "", 0, new Overlay.None());
  }
}
