package org.evcharging.central.http;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.http.live.Live;
import org.evcharging.central.http.live.NetworkHub;
import org.evcharging.central.http.live.SiteHub;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.store.Archive;
import org.evcharging.clearing.state.Completion;

/**
 * What is behind the HTTP API. All of it is asked from many threads at once and may block.
 *
 * @param network the network as it is, never ahead of the disk
 * @param desk where orders to charge points go
 * @param inputs where drivers are added, and refused attempts are audited
 * @param accounts drivers' money
 * @param bookings what can be booked
 * @param clearing months that companies settle
 * @param live what can be watched
 * @param running whether changes reach the disk by now: before that there are none
 * @param tokens who may what
 */
public record HttpApi(
    Readiness readiness,
    Supplier<NetworkSnapshot> network,
    OperatorDesk desk,
    NetworkInputs inputs,
    Accounts accounts,
    BookingDesk bookings,
    Completion clearing,
    Live live,
    Archive archive,
    Figures figures,
    BooleanSupplier running,
    Tokens tokens) {

  /**
   * What is to be watched of a network; its site hub is to be told of commits, its network hub
   * stepped.
   */
  public static Live live(
      Supplier<NetworkSnapshot> network, Supplier<List<MessageBoard.Message>> board) {
    return new Live(
        new SiteHub(SiteMessages::changed), new NetworkHub(network, board, new NetworkMessages()));
  }

  /**
   * For what changes something.
   *
   * @throws Refusal before changes reach the disk
   */
  void requireRunning() {
    if (!running.getAsBoolean()) {
      throw Refusal.notReady("not in force: Central waits for Kafka; try again when it is there");
    }
  }
}
