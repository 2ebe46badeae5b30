package org.evcharging.central.state;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.evcharging.model.ChargePointId;

/** What an operator can do to charge points, whichever screen or client asks. Thread-safe. */
public interface OperatorDesk {
  /** Which way a command goes. */
  enum Order {
    /** Ends any supply now; {@code OUT_OF_ORDER} until resumed. */
    STOP,
    /** Lifts the operator's hold-off. */
    RESUME
  }

  /** What came of a command at one charge point; the hold-off is in force whatever it is. */
  enum Acknowledgement {
    DONE,
    /** The Engine or Monitor said it could not. */
    FAILED,
    /** No answer within 5 s. */
    NOT_ACKNOWLEDGED,
    /** There is no Monitor to carry it; it is sent when one registers. */
    DISCONNECTED,
    UNKNOWN_CHARGE_POINT
  }

  /**
   * What one charge point made of an order.
   *
   * @param detail why it failed; may be empty
   */
  record Result(ChargePointId chargePoint, Acknowledgement acknowledgement, String detail) {}

  /**
   * Puts the order into force at one charge point, and completes with what was acknowledged; in 6 s
   * at the latest.
   *
   * @param who for the audit, {@code dashboard} say
   */
  CompletableFuture<Result> order(Order order, ChargePointId chargePoint, String who);

  /** The same for every charge point there is, one result each. */
  CompletableFuture<List<Result>> orderAll(Order order, String who);
}
