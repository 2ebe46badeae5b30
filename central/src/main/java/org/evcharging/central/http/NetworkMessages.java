package org.evcharging.central.http;

import java.time.Instant;
import java.util.List;
import org.evcharging.central.http.ChargePointRoutes.ChargePointJson;
import org.evcharging.central.http.live.NetworkHub;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.Totals;

/** What is said over a WebSocket to the network. */
final class NetworkMessages implements NetworkHub.Words {
  private record MessageJson(Instant at, MessageBoard.Level level, String text) {
    static MessageJson of(MessageBoard.Message message) {
      return new MessageJson(message.at(), message.level(), message.text());
    }
  }

  private record TotalsJson(
      int chargePoints,
      int connected,
      int openSessions,
      int charging,
      long endedSessions,
      long soldWh,
      long soldCents) {
    static TotalsJson of(Totals totals) {
      return new TotalsJson(
          totals.chargePoints(),
          totals.connected(),
          totals.openSessions(),
          totals.charging(),
          totals.endedSessions(),
          totals.soldEnergy().wh(),
          totals.soldAmount().cents());
    }
  }

  /**
   * The network, or what has changed of it.
   *
   * @param type {@code Network} or {@code NetworkChanged}
   */
  private record NetworkJson(
      String type,
      List<ChargePointJson> chargePoints,
      TotalsJson totals,
      List<MessageJson> messages) {}

  @Override
  public String whole(NetworkSnapshot network, List<MessageBoard.Message> messages) {
    return write("Network", network.chargePoints(), network.totals(), messages);
  }

  @Override
  public String changed(
      List<ChargePointView> chargePoints, Totals totals, List<MessageBoard.Message> messages) {
    return write("NetworkChanged", chargePoints, totals, messages);
  }

  private static String write(
      String type,
      List<ChargePointView> chargePoints,
      Totals totals,
      List<MessageBoard.Message> messages) {
    return Json.mapper()
        .writeValueAsString(
            new NetworkJson(
                type,
                chargePoints.stream().map(ChargePointJson::of).toList(),
                TotalsJson.of(totals),
                messages.stream().map(MessageJson::of).toList()));
  }
}
