package org.evcharging.central.kafka;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * Who may go on, from the heartbeats in the order in which they stand in the partition: of two
 * Centrals that run, the one whose heartbeats began later stops. Both see the same order and so
 * come to the same result. Not thread-safe.
 */
final class Precedence {
  /** More databases than this on one network are a mistake that one line about will do for. */
  private static final int MAX_OTHERS = 16;

  private final Heartbeat own;
  private final Map<Heartbeat, HeartbeatSeries> others = new LinkedHashMap<>();
  private @Nullable HeartbeatSeries ownSeries;

  Precedence(Heartbeat own) {
    this.own = own;
  }

  /**
   * Takes the next heartbeat of the partition while this Central has sent none.
   *
   * @return whether it is a foreign one: of another database, or of this one opened elsewhere; an
   *     earlier run's is not
   */
  boolean before(Heartbeat heartbeat, long offset, long atMs) {
    boolean earlierRun = ofOwnDatabase(heartbeat) && heartbeat.epoch() < own.epoch();
    if (!earlierRun) {
      remember(heartbeat, offset, atMs);
    }
    return !earlierRun;
  }

  /**
   * Takes the next heartbeat of the partition.
   *
   * @return why this Central must stop; empty if it may go on
   */
  Optional<String> heard(Heartbeat heartbeat, long offset, long atMs) {
    if (heartbeat.equals(own)) {
      ownSeries =
          ownSeries == null ? HeartbeatSeries.begin(offset, atMs) : ownSeries.next(offset, atMs);
      return Optional.empty();
    }
    if (ofOwnDatabase(heartbeat)) {
      return heartbeat.epoch() > own.epoch()
          ? Optional.of(openedElsewhere(heartbeat))
          : Optional.empty();
    }
    return yieldsTo(heartbeat, remember(heartbeat, offset, atMs));
  }

  private boolean ofOwnDatabase(Heartbeat heartbeat) {
    return heartbeat.database().equals(own.database());
  }

  private String openedElsewhere(Heartbeat later) {
    return "database "
        + own.database()
        + " was opened by another Central (epoch "
        + later.epoch()
        + ", this one has "
        + own.epoch()
        + "): this one stops";
  }

  private HeartbeatSeries remember(Heartbeat heartbeat, long offset, long atMs) {
    HeartbeatSeries known = others.get(heartbeat);
    HeartbeatSeries series =
        known == null ? HeartbeatSeries.begin(offset, atMs) : known.next(offset, atMs);
    if (known == null && others.size() == MAX_OTHERS) {
      others.remove(others.keySet().iterator().next());
    }
    others.put(heartbeat, series);
    return series;
  }

  private Optional<String> yieldsTo(Heartbeat other, HeartbeatSeries series) {
    if (ownSeries == null || ownSeries.firstOffset() < series.firstOffset()) {
      return Optional.empty();
    }
    return Optional.of(
        "a Central with database "
            + other.database()
            + " was on this Kafka before this one ("
            + own.database()
            + "): this one stops; give one of them another Kafka");
  }

  /** A foreign heartbeat that is not older than this, if there was one. */
  Optional<Heartbeat> foreignSince(Instant since) {
    return others.entrySet().stream()
        .filter(other -> other.getValue().lastMs() >= since.toEpochMilli())
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
