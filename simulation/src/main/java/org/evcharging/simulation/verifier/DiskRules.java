package org.evcharging.simulation.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.disk.Transaction;
import org.evcharging.simulation.disk.Transaction.SessionStep;
import org.evcharging.simulation.world.World;

/** What must hold of each transaction of Central's. */
final class DiskRules {
  private static final long SECOND_NANOS = 1_000_000_000L;

  /** A disk or a processor may be slow. */
  private static final long SLACK_NANOS = 4 * SECOND_NANOS;

  /** How long a decision may be on its way to the disk while Central is not paused. */
  private static final long IN_HAND_NANOS = 20_000_000L;

  private final World world;
  private final Database disk;
  private final Reports reports;
  private final MessageCodec codec = new MessageCodec();

  /** By request, so that one never comes to two sessions. */
  private final Map<String, String> sessionOfRequest = new HashMap<>();

  /** By session. */
  private final Map<String, Long> inStateSinceNanos = new HashMap<>();

  /** By charge point. */
  private final Map<String, Long> lifeSignNanos = new HashMap<>();

  /** By session. */
  private final Map<String, Long> namedNanos = new HashMap<>();

  private final Set<String> registeredSinceStart = new HashSet<>();
  private long freshSinceNanos;
  private long freshBeforeNanos;
  private long hearsSinceNanos;

  DiskRules(World world, Database disk, Reports reports) {
    this.world = world;
    this.disk = disk;
    this.reports = reports;
  }

  /** All deadlines begin anew, and Monitors have the time of a start to come back. */
  void centralStarted() {
    centralPaused();
    // A new life has nothing in hand that the one before had decided.
    freshBeforeNanos = freshSinceNanos;
    registeredSinceStart.clear();
  }

  /** Central was paused for so long that it must notice: deadlines begin anew. */
  void centralPaused() {
    freshBeforeNanos = freshSinceNanos;
    freshSinceNanos = world.nowNanos();
  }

  /** Central must not end what it may not have heard of yet. */
  void centralHearsLate(long forNanos) {
    hearsSinceNanos = Math.max(hearsSinceNanos, world.nowNanos() + forNanos);
  }

  void monitorRegistered(String chargePoint) {
    registeredSinceStart.add(chargePoint);
  }

  /** Central has heard a Monitor, which names the session that its Engine supplies. */
  void lifeSign(String chargePoint, String session) {
    lifeSignNanos.put(chargePoint, world.nowNanos());
    namedNanos.put(session, world.nowNanos());
  }

  void committed(Transaction transaction) {
    for (SessionStep step : transaction.steps()) {
      noteState(step);
      if (step.before().isEmpty()) {
        begun(step.after());
      } else {
        changed(step.before().get(), step.after(), transaction);
      }
    }
    requireProgress();
  }

  private void noteState(SessionStep step) {
    String state = step.after().state();
    if (!step.before().map(SessionRow::state).equals(Optional.of(state))) {
      inStateSinceNanos.put(step.after().id(), world.nowNanos());
    }
  }

  /** No session waits for longer than spec §5 lets it, while Central is there to end it. */
  private void requireProgress() {
    long undisturbedNanos = Math.max(freshSinceNanos, hearsSinceNanos);
    for (SessionRow session : disk.openSessions().values()) {
      long sinceNanos =
          Math.max(undisturbedNanos, inStateSinceNanos.getOrDefault(session.id(), 0L));
      long waitedNanos = world.nowNanos() - sinceNanos;
      if (waitedNanos > mostNanos(session.state())
          || (session.state().equals("CHARGING") && isForgotten(session, sinceNanos))) {
        throw new Violation(
            "no one is busy for ever",
            session + " waits since " + waitedNanos / SECOND_NANOS + " s");
      }
    }
  }

  /** Its Monitor is lost, or does not know it. */
  private boolean isForgotten(SessionRow session, long sinceNanos) {
    long mayBeLostNanos = registeredSinceStart.contains(session.chargePoint()) ? 6 : 18;
    long heard = Math.max(sinceNanos, lifeSignNanos.getOrDefault(session.chargePoint(), 0L));
    long named = Math.max(sinceNanos, namedNanos.getOrDefault(session.id(), 0L));
    return world.nowNanos() - heard > mayBeLostNanos * SECOND_NANOS + SLACK_NANOS
        || world.nowNanos() - named > (mayBeLostNanos + 10) * SECOND_NANOS + SLACK_NANOS;
  }

  private static long mostNanos(String state) {
    return switch (state) {
      case "REQUESTED", "ENDING" -> 5 * SECOND_NANOS + SLACK_NANOS;
      case "AUTHORIZED" -> 70 * SECOND_NANOS + SLACK_NANOS;
      default -> Long.MAX_VALUE;
    };
  }

  private void begun(SessionRow session) {
    boolean isOpen = disk.openSessions().containsKey(session.id());
    for (SessionRow other : disk.openSessions().values()) {
      if (isOpen
          && !other.id().equals(session.id())
          && (other.driver().equals(session.driver())
              || other.chargePoint().equals(session.chargePoint()))) {
        throw new Violation(
            "at most one session a charge point and a driver", session + " beside " + other);
      }
    }
    String request = session.driver() + " " + session.requestId();
    String before = sessionOfRequest.putIfAbsent(request, session.id());
    if (before != null) {
      throw new Violation(
          "a request is one session at most", request + ": " + before + " and " + session.id());
    }
  }

  private void changed(SessionRow before, SessionRow after, Transaction transaction) {
    if (after.energyWh() < before.energyWh()) {
      throw new Violation("energy never falls", before + " became " + after);
    }
    if (before.state().equals(after.state())) {
      return;
    }
    requireRecall(before, after, transaction);
    requirePatience(before, after);
  }

  /** Leaving otherwise than by the Engine's word takes back its permission in the same entry. */
  private void requireRecall(SessionRow before, SessionRow after, Transaction transaction) {
    if (reports.saysOver(after.id())) {
      return;
    }
    boolean cancelled =
        switch (before.state()) {
          case "REQUESTED", "AUTHORIZED" ->
              after.isOpen() || commands(transaction, after.id(), EngineCommand.Cancel.class);
          case "CHARGING" -> commands(transaction, after.id(), EngineCommand.EndSession.class);
          default -> true;
        };
    if (!cancelled) {
      throw new Violation(
          "an Engine is told when Central takes a session back",
          before.state() + " became " + after);
    }
  }

  private boolean commands(
      Transaction transaction, String session, Class<? extends EngineCommand> kind) {
    for (Transaction.Message message : transaction.messages()) {
      if (message.topic().equals(Topic.COMMANDS.topicName())) {
        EngineCommand command = decoded(message);
        if (kind.isInstance(command) && command.sessionId().value().equals(session)) {
          return true;
        }
      }
    }
    return false;
  }

  private EngineCommand decoded(Transaction.Message message) {
    try {
      return codec.decodeCommand(message.value());
    } catch (MalformedMessage e) {
      throw new Violation("Central writes commands that can be read", String.valueOf(e));
    }
  }

  /** No deadline of spec §5 fires before its full time after a start or a pause. */
  private void requirePatience(SessionRow before, SessionRow after) {
    String reason = after.reason().orElse("");
    long leastSeconds = 0;
    if (after.state().equals("DENIED") && reason.equals("NO_ANSWER")) {
      leastSeconds = 5;
    } else if (after.state().equals("EXPIRED") && !reports.saysOver(after.id())) {
      leastSeconds = 70;
    } else if (reason.equals("MONITOR_LOST") && !before.state().equals("ENDING")) {
      leastSeconds = registeredSinceStart.contains(after.chargePoint()) ? 3 : 15;
    } else if (reason.equals("RECONCILED") && after.state().equals("ENDING")) {
      leastSeconds = 10;
    } else if (before.state().equals("ENDING") && after.settled().equals(Optional.of(false))) {
      leastSeconds = 5;
    }
    boolean byEngine = reports.saysOver(after.id());
    long nanos = world.nowNanos() - freshSinceNanos;
    if (nanos < IN_HAND_NANOS) {
      // What was decided before the pause is committed when that ends.
      nanos = world.nowNanos() - freshBeforeNanos;
    }
    if (!byEngine && nanos < leastSeconds * SECOND_NANOS) {
      throw new Violation(
          "deadlines begin anew after a start or a pause",
          before.state()
              + " became "
              + after
              + " "
              + nanos / 1_000_000
              + " ms after it, not "
              + leastSeconds
              + " s");
    }
  }
}
