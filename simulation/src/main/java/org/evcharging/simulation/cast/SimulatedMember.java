package org.evcharging.simulation.cast;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.client.Upload;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.model.MemberId;
import org.evcharging.simulation.clearing.ClearingLine;
import org.evcharging.simulation.clearing.MemberFile;
import org.evcharging.simulation.clearing.SimulatedClearing;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.simulation.world.World;

/**
 * A life of a member's program: uploads its file from the beginning by the real parts, finishes,
 * and asks until it has its statement. Now and then it does what it need not, or not yet.
 */
final class SimulatedMember implements Program {
  private static final long MILLIS = 1_000_000;
  private static final long SILENCE_NANOS = 150 * MILLIS;
  private static final long WHOLE_NANOS = 4_000 * MILLIS;
  private static final int MOST_LOOKS = 2;

  /** Until somebody wants to see the statement again, if anybody does. */
  private static final long NEVER_NANOS = Duration.ofDays(36_500).toNanos();

  private final Machine machine;
  private final MemberId member;
  private final MemberFile file;
  private final Members.Habits habits;
  private final SimulatedClearing clearing;
  private final Surroundings around;
  private final Chance chance;
  private final Runnable end;
  private final Life life;
  private Optional<Connected> connected = Optional.empty();
  private World.Planned next;
  private boolean uploaded;
  private boolean finished;
  private int looks;

  private record Connected(ClearingLine line, MemberConnection connection, Upload upload) {}

  /**
   * @param end told, when it cannot go on, that its process has ended
   */
  SimulatedMember(
      Machine machine,
      MemberFile file,
      Members.Habits habits,
      SimulatedClearing clearing,
      Surroundings around,
      Chance chance,
      Runnable end) {
    this.machine = machine;
    this.member = new MemberId(machine.name());
    this.file = file;
    this.habits = habits;
    this.clearing = clearing;
    this.around = around;
    this.chance = chance;
    this.end = end;
    this.life = new Life(machine);
    life.trace(() -> "starts");
    this.next = life.after(habits.pauseNanos(chance), this::step);
  }

  /** Asks once more, soon. */
  void askAgain() {
    looks = MOST_LOOKS - 1;
    again(0);
  }

  private void again(long afterNanos) {
    next.callOff();
    next = life.after(afterNanos, this::step);
  }

  private void step() {
    if (clearing.keepsSilent(machine)) {
      again(SILENCE_NANOS);
      return;
    }
    try {
      again(connected.isEmpty() ? connect() : goOn(connected.get()));
    } catch (IOException e) {
      hangUp(String.valueOf(e.getMessage()));
    } catch (MemberConnection.Refused e) {
      hangUp("is refused: " + e.getMessage());
    } catch (BadRecord e) {
      around.tally().fault(FaultKind.BAD_CDR);
      life.trace(() -> "line " + e.line() + " is bad: " + e.getMessage());
      end.run();
    }
  }

  private void hangUp(String why) {
    life.trace(() -> "has no connection: " + why);
    connected.ifPresent(it -> it.connection().close());
    connected = Optional.empty();
    again(habits.pauseNanos(chance));
  }

  /** The upload begins with the file, whatever was uploaded before. */
  private long connect() throws IOException, MemberConnection.Refused {
    Optional<ClearingLine> line = clearing.connect(machine);
    if (line.isEmpty()) {
      throw new IOException("nobody is there");
    }
    MemberConnection connection =
        MemberConnection.open(line.get(), SimulatedClearing.PERIOD, member, "secret-of-" + member);
    connected =
        Optional.of(
            new Connected(
                line.get(),
                connection,
                new Upload(file.open(), habits.batchSize(), connection, _ -> {})));
    uploaded = false;
    finished = false;
    return habits.pauseNanos(chance);
  }

  private long goOn(Connected to) throws IOException, BadRecord, MemberConnection.Refused {
    if (!uploaded) {
      return upload(to);
    }
    if (!finished) {
      note(to.connection().finish(to.upload().batches()));
      finished = true;
      return habits.pauseNanos(chance);
    }
    if (!habits.isOdd(chance)) {
      note(to.connection().ask());
    } else if (chance.oneIn(2)) {
      around.tally().fault(FaultKind.FINISHED_REPEATED);
      note(to.connection().finish(to.upload().batches()));
    } else {
      repeatBatch(to.line());
    }
    return looks < MOST_LOOKS ? habits.pauseNanos(chance) * (3 + looks) : NEVER_NANOS;
  }

  /** What is stored is looked at without a pause. */
  private long upload(Connected to) throws IOException, BadRecord, MemberConnection.Refused {
    beOdd(to);
    long known = to.connection().batches();
    uploaded = !to.upload().step();
    while (!uploaded && to.upload().batches() < known) {
      uploaded = !to.upload().step();
    }
    return uploaded && habits.punctual() ? untilWhole() : habits.pauseNanos(chance);
  }

  /** So that members who are ready finish at the same moment. */
  private long untilWhole() {
    return WHOLE_NANOS - around.world().nowNanos() % WHOLE_NANOS;
  }

  private void beOdd(Connected to) throws IOException, MemberConnection.Refused {
    if (!habits.isOdd(chance)) {
      return;
    }
    switch (chance.between(0, 3)) {
      case 0 -> {
        around.tally().fault(FaultKind.ASKED_EARLY);
        note(to.connection().ask());
      }
      case 1 -> finishTooEarly(to.connection());
      default -> repeatBatch(to.line());
    }
  }

  private void repeatBatch(ClearingLine line) throws IOException {
    if (line.repeatBatch()) {
      around.tally().fault(FaultKind.BATCH_REPEATED);
    }
  }

  /** With more batches than can have come. */
  private void finishTooEarly(MemberConnection to) throws IOException {
    around.tally().fault(FaultKind.FINISHED_EARLY);
    try {
      note(to.finish(file.rows().size() + 1L));
    } catch (MemberConnection.Refused e) {
      life.trace(() -> "is refused, as it should be: " + e.getMessage());
    }
  }

  private void note(MemberConnection.Outcome outcome) {
    if (outcome instanceof MemberConnection.Outcome.Result) {
      looks++;
    }
  }

  @Override
  public Life life() {
    return life;
  }

  /** Nobody stops it but by killing it. */
  @Override
  public void stop() {
    life.trace(() -> "is told to stop");
  }
}
