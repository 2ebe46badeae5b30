package org.evcharging.simulation.verifier;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.world.World;

/**
 * Each status that is announced follows from facts as they were together at some moment since the
 * one before it (spec §3). What is on the disk is known exactly; of the Monitors only what their
 * frames say.
 */
final class StatusRules {
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long SILENCE_NANOS = 3 * SECOND_NANOS;

  /** How long an announcement may be on its way while nothing is wrong with Kafka. */
  private static final long LAG_NANOS = 6 * SECOND_NANOS;

  private static final long CALM_NANOS = 30 * SECOND_NANOS;

  private final World world;
  private final Database disk;
  private final Map<String, Facts> chargePoints = new TreeMap<>();
  private final Map<String, ChargePointState> announced = new TreeMap<>();
  private long kafkaTroubledNanos = -CALM_NANOS;
  private long freshNanos;
  private long pausedForNanos;
  private long hearsSinceNanos;
  private long startedNanos;

  /** What the disk says of a charge point at one moment. */
  private record OnDisk(boolean heldOff, String session) {}

  private static final class Facts {
    private final Deque<OnDisk> since = new ArrayDeque<>();
    private long lastStatusNanos = Long.MIN_VALUE / 2;
    private long connection;
    private boolean closed = true;
    private long disconnectedNanos = Long.MIN_VALUE / 2;
    private long announcedDisconnectedNanos = Long.MIN_VALUE / 2;

    /** Until when the last KO stood; the end of time while it does. */
    private long koUntilNanos = Long.MIN_VALUE / 2;

    private long healthSinceNanos = Long.MIN_VALUE / 2;
  }

  StatusRules(World world, Database disk) {
    this.world = world;
    this.disk = disk;
  }

  private Facts facts(String chargePoint) {
    return chargePoints.computeIfAbsent(chargePoint, _ -> new Facts());
  }

  /** Something of the charge point may have changed on the disk. */
  void diskChanged(String chargePoint) {
    Facts facts = facts(chargePoint);
    OnDisk now = onDisk(chargePoint);
    if (!now.equals(facts.since.peekLast())) {
      facts.since.addLast(now);
    }
  }

  private OnDisk onDisk(String chargePoint) {
    String state =
        disk.openSessions().values().stream()
            .filter(session -> session.chargePoint().equals(chargePoint))
            .map(SessionRow::state)
            .findFirst()
            .orElse("");
    return new OnDisk(!disk.holdOffs(chargePoint).isEmpty(), state);
  }

  /**
   * What is written to Kafka may not reach Central for so long; until it has read all, it takes
   * nobody's silence for an absence.
   */
  void centralHearsLate(long forNanos) {
    hearsSinceNanos = Math.max(hearsSinceNanos, world.nowNanos() + forNanos);
  }

  void centralIsFresh() {
    freshNanos = world.nowNanos();
    chargePoints.values().forEach(facts -> facts.disconnectedNanos = world.nowNanos());
  }

  void centralPaused(long forNanos) {
    pausedForNanos = forNanos;
  }

  /** A new life of Central knows of no life sign. */
  void centralStarted() {
    pausedForNanos = 0;
    startedNanos = world.nowNanos();
    chargePoints.values().forEach(facts -> facts.lastStatusNanos = Long.MIN_VALUE / 2);
  }

  /** Kafka is away, or out of Central's reach: announcements may be late. */
  void kafkaTroubled() {
    kafkaTroubledNanos = world.nowNanos();
  }

  void registering(String chargePoint, long connection) {
    Facts facts = facts(chargePoint);
    noteSilence(facts);
    if (connection > facts.connection) {
      facts.connection = connection;
      facts.closed = false;
    }
  }

  void lifeSign(String chargePoint, long connection, boolean ko) {
    Facts facts = facts(chargePoint);
    noteSilence(facts);
    if (connection == facts.connection) {
      facts.lastStatusNanos = world.nowNanos();
      noteHealth(facts, ko);
    }
  }

  private void noteHealth(Facts facts, boolean ko) {
    boolean wasKo = facts.koUntilNanos == Long.MAX_VALUE;
    if (ko != wasKo) {
      facts.koUntilNanos = ko ? Long.MAX_VALUE : world.nowNanos();
      facts.healthSinceNanos = world.nowNanos();
    }
  }

  void connectionEnded(long connection) {
    for (Facts facts : chargePoints.values()) {
      if (facts.connection == connection) {
        facts.closed = true;
        facts.disconnectedNanos = world.nowNanos();
      }
    }
  }

  private void noteSilence(Facts facts) {
    if (world.nowNanos() - facts.lastStatusNanos >= SILENCE_NANOS) {
      facts.disconnectedNanos = world.nowNanos();
    }
  }

  void announced(ChargePointState state) {
    String chargePoint = state.chargePointId().value();
    if (state.epoch() < disk.epoch()) {
      // A word of a Central that is gone: it reads as unknown.
      return;
    }
    announced.put(chargePoint, state);
    Facts facts = facts(chargePoint);
    requireDiskFacts(chargePoint, facts, state.status());
    switch (state.status()) {
      case DISCONNECTED -> {
        requireDisconnection(chargePoint, facts);
        facts.announcedDisconnectedNanos = world.nowNanos();
      }
      case FAULTED -> {
        requireLifeSign(chargePoint, facts, state.status());
        if (!mayBeLate() && facts.koUntilNanos < world.nowNanos() - lagNanos()) {
          throw new Violation(
              "status follows from the facts", chargePoint + " is FAULTED, and nobody says KO");
        }
      }
      case AVAILABLE, RESERVED, CHARGING, OUT_OF_ORDER ->
          requireLifeSign(chargePoint, facts, state.status());
    }
  }

  /** Only of a charge point whose Monitor gives life signs anything else may be said. */
  private void requireLifeSign(String chargePoint, Facts facts, ChargePointStatus status) {
    boolean everHeard = facts.lastStatusNanos >= startedNanos;
    // After a pause of Central's the silence is counted anew.
    long heardNanos = lastHeardNanos(facts);
    boolean silent = world.nowNanos() - heardNanos > SILENCE_NANOS + LAG_NANOS;
    if (!mayBeLate() && (!everHeard || silent)) {
      throw new Violation(
          "status follows from the facts",
          chargePoint + " is " + status + ", and its Monitor gives no life sign");
    }
  }

  /** From when on a Monitor's silence counts. */
  private long lastHeardNanos(Facts facts) {
    return Math.max(facts.lastStatusNanos, Math.max(freshNanos, hearsSinceNanos));
  }

  /** Central is there, and what it says arrives: what has changed for long must have been said. */
  void heartbeat(long epoch) {
    if (epoch < disk.epoch() || mayBeLate()) {
      return;
    }
    long longAgoNanos = world.nowNanos() - LAG_NANOS;
    for (Map.Entry<String, Facts> each : chargePoints.entrySet()) {
      Facts facts = each.getValue();
      ChargePointStatus said = lastAnnounced(each.getKey()).orElse(ChargePointStatus.DISCONNECTED);
      boolean gone = lastHeardNanos(facts) + SILENCE_NANOS < longAgoNanos;
      boolean ko =
          facts.koUntilNanos == Long.MAX_VALUE
              && Math.max(facts.healthSinceNanos, freshNanos) < longAgoNanos;
      if (gone && said != ChargePointStatus.DISCONNECTED) {
        throw new Violation(
            "status follows from the facts",
            each.getKey() + " is " + said + ", and its Monitor has long given no life sign");
      }
      if (ko && said != ChargePointStatus.DISCONNECTED && said != ChargePointStatus.FAULTED) {
        throw new Violation(
            "status follows from the facts",
            each.getKey() + " is " + said + ", and its Monitor has long said KO");
      }
    }
  }

  /** What was on its way when Central was paused is announced when it goes on. */
  private long lagNanos() {
    boolean goesOn = world.nowNanos() - freshNanos <= LAG_NANOS;
    return LAG_NANOS + (goesOn ? pausedForNanos : 0);
  }

  private boolean mayBeLate() {
    return world.nowNanos() - kafkaTroubledNanos < CALM_NANOS;
  }

  private void requireDiskFacts(String chargePoint, Facts facts, ChargePointStatus status) {
    String seen = facts.since.toString();
    while (!facts.since.isEmpty() && !fits(facts.since.peekFirst(), status)) {
      if (facts.since.size() == 1) {
        throw new Violation(
            "status follows from the facts",
            chargePoint + " is " + status + ", but on the disk it was " + seen);
      }
      facts.since.removeFirst();
    }
  }

  private static boolean fits(OnDisk facts, ChargePointStatus status) {
    return switch (status) {
      case DISCONNECTED, FAULTED -> true;
      case OUT_OF_ORDER -> facts.heldOff();
      case CHARGING ->
          !facts.heldOff()
              && (facts.session().equals("CHARGING") || facts.session().equals("ENDING"));
      case RESERVED ->
          !facts.heldOff()
              && (facts.session().equals("REQUESTED") || facts.session().equals("AUTHORIZED"));
      case AVAILABLE -> !facts.heldOff() && facts.session().isEmpty();
    };
  }

  /** Of a live connection nobody may say that it is gone. */
  private void requireDisconnection(String chargePoint, Facts facts) {
    noteSilence(facts);
    if (!mayBeLate()
        && !facts.closed
        && facts.disconnectedNanos < facts.announcedDisconnectedNanos - LAG_NANOS) {
      throw new Violation(
          "status follows from the facts",
          chargePoint
              + " is DISCONNECTED, but its Monitor's connection stands, and gave a life sign "
              + (world.nowNanos() - facts.lastStatusNanos) / 1_000_000
              + " ms ago");
    }
  }

  Optional<ChargePointStatus> lastAnnounced(String chargePoint) {
    return Optional.ofNullable(announced.get(chargePoint)).map(ChargePointState::status);
  }
}
