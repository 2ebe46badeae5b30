package org.evcharging.simulation.disk;

import java.util.List;
import java.util.Optional;

/**
 * What one commit has put on the disk.
 *
 * @param steps how sessions have changed, in order
 * @param requests answered first by it
 * @param messages for Kafka
 * @param movements of money
 * @param windows ids of those that were offered, or in which somebody's place has changed
 * @param chargePoints registered or changed by it, or whose hold-offs it changed
 */
public record Transaction(
    List<SessionStep> steps,
    List<RequestRow> requests,
    List<Message> messages,
    List<Books.MovementRow> movements,
    List<String> windows,
    List<String> chargePoints) {

  /**
   * A session has changed.
   *
   * @param before empty for a new one
   */
  public record SessionStep(Optional<SessionRow> before, SessionRow after) {}

  /**
   * A request and its first answer.
   *
   * @param answer SESSION, REFUSED or STOPPING
   */
  public record RequestRow(
      String driver,
      String requestId,
      String contents,
      String answer,
      Optional<String> session,
      Optional<String> denialReason) {}

  /** A row of the outbox. */
  @SuppressWarnings("ArrayRecordComponent") // nobody compares messages
  public record Message(long row, long epoch, String topic, byte[] key, byte[] value) {}
}
