package org.evcharging.simulation.clearing;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.evcharging.clearing.server.Conversation;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.lock.Locks;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.simulation.clearing.ExchangeMishaps.Mishap;
import org.evcharging.simulation.disk.ClearingDisk;
import org.evcharging.simulation.disk.ModelTables;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.plan.Tally;
import org.evcharging.simulation.verifier.ClearingRules;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.wire.ClearingToMember;

/**
 * The clearing over its lives: the real parts, each time from the tables. It lives and dies with
 * Central; killed amid an exchange it dies alone, so that the charging does not see it. Not
 * thread-safe.
 */
public final class SimulatedClearing {
  /** What is cleared. */
  public static final ClearingPeriod PERIOD = ClearingPeriod.of("2025-12");

  private static final long MILLIS = 1_000_000;
  private static final long TRY_AGAIN_NANOS = 400 * MILLIS;
  private static final int SALT_DIGITS = 32;

  private final ClearingDisk disk;
  private final BooleanSupplier isFull;
  private final Predicate<Machine> isCutOff;
  private final ExchangeMishaps mishaps;
  private final Chance chance;
  private final Tally tally;
  private final ClearingRules rules;
  private final SortedSet<MemberId> members;
  private Optional<Served> serving = Optional.empty();
  private boolean mayOpen;
  private boolean opened;

  /** One life: what members talk to. */
  static final class Served {
    private final Life central;
    private final Storage storage;
    private final Completion completion;
    private boolean dead;

    /** Before which of the transactions to come it is killed; 0 for none. */
    private int killBefore;

    Served(Life central, ClearingDisk disk, BooleanSupplier isFull) throws StorageFailure {
      this.central = central;
      this.storage =
          new Storage(new ModelTables(disk, isFull, this::beforeTransaction), Locks.REAL);
      this.completion = new Completion(storage, central.clocks(), Locks.REAL);
    }

    private void beforeTransaction() {
      if (killBefore > 0 && --killBefore == 0) {
        throw new Killed();
      }
    }

    private boolean isAlive() {
      return !dead && central.isAlive();
    }
  }

  /** A member's connection, as the clearing has it. */
  record Caller(Served served, Conversation conversation, Machine member) {
    String name() {
      return member.name();
    }

    void trace(Supplier<String> what) {
      member.world().trace(name(), what);
    }
  }

  /** Ends whatever is being done. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /**
   * @param isFull whether the disk takes nothing now
   * @param isCutOff whether a machine cannot reach Central
   * @param perMille how many of a thousand exchanges meet a mishap
   */
  public SimulatedClearing(
      ClearingDisk disk,
      BooleanSupplier isFull,
      Predicate<Machine> isCutOff,
      int perMille,
      Chance chance,
      Tally tally,
      ClearingRules rules,
      SortedSet<MemberId> members) {
    this.disk = disk;
    this.isFull = isFull;
    this.isCutOff = isCutOff;
    this.mishaps = new ExchangeMishaps(chance.named("mishaps"), perMille);
    this.chance = chance;
    this.tally = tally;
    this.rules = rules;
    this.members = members;
  }

  /** Central lives once more. */
  public void start(Life central) {
    try {
      serving = Optional.of(new Served(central, disk, isFull));
      central.trace(() -> "clears");
    } catch (StorageFailure e) {
      throw new IllegalStateException("the model fails at writing only", e);
    }
    open(central);
  }

  /** From now on the operator may open the period, and does so as soon as that is possible. */
  public void mayOpen() {
    mayOpen = true;
    serving.ifPresent(it -> open(it.central));
  }

  private void open(Life central) {
    if (opened || !mayOpen || serving.isEmpty() || !serving.get().isAlive()) {
      return;
    }
    try {
      var _ = serving.get().completion.open(PERIOD, members);
      opened = true;
      central.trace(() -> PERIOD + " is open for " + members);
    } catch (StorageFailure e) {
      die(serving.get(), "the period cannot be opened: " + e.getMessage());
    }
  }

  /** Nothing goes wrong with exchanges any more. */
  public void mend() {
    mishaps.end();
  }

  /** Connects a member; empty if nobody is there. */
  public Optional<ClearingLine> connect(Machine member) {
    return serving
        .filter(Served::isAlive)
        .map(it ->
            new ClearingLine(
                this,
                new Caller(
                    it,
                    new Conversation(it.storage, it.completion, () -> chance.hex(SALT_DIGITS)),
                    member)));
  }

  /** Whether it answers nothing for now, though nothing is broken. */
  public boolean keepsSilent(Machine member) {
    return isCutOff.test(member)
        || serving.filter(it -> it.isAlive() && it.central.isPaused()).isPresent();
  }

  /**
   * A question and what is answered.
   *
   * @return empty if that breaks the line
   */
  Optional<List<String>> exchange(Caller caller, String question) {
    if (!caller.served().isAlive()) {
      return Optional.empty();
    }
    Optional<Mishap> mishap = mishaps.next();
    if (mishap.isPresent()) {
      caller.trace(() -> mishap.get() + " at the next question");
      meet(mishap.get(), caller, question);
      return Optional.empty();
    }
    Optional<List<String>> answers = hear(caller, question);
    answers.ifPresent(it -> {
      caller.trace(() -> "hears " + it);
      rules.received(caller.name(), it);
    });
    return answers;
  }

  private void meet(Mishap mishap, Caller caller, String question) {
    switch (mishap) {
      case Mishap.QuestionLost() -> tally.fault(FaultKind.QUESTION_LOST);
      case Mishap.QuestionLate(long byNanos) -> {
        tally.fault(FaultKind.QUESTION_LATE);
        later(caller.served().central, byNanos, () -> hear(caller, question));
      }
      case Mishap.AnswerLost() -> {
        tally.fault(FaultKind.ANSWER_LOST);
        var _ = hear(caller, question);
      }
      case Mishap.Killed(int before) -> kill(before, caller, question);
    }
  }

  private void kill(int before, Caller caller, String question) {
    long commits = disk.commits();
    caller.served().killBefore = before;
    var _ = hear(caller, question);
    tally.fault(
        disk.commits() == commits
            ? FaultKind.CLEARING_KILLED_BEFORE_COMMIT
            : FaultKind.CLEARING_KILLED_AFTER_COMMIT);
    die(caller.served(), "is killed");
  }

  private Optional<List<String>> hear(Caller caller, String question) {
    Served served = caller.served();
    if (!served.isAlive()) {
      return Optional.empty();
    }
    served.central.trace(() -> caller.name() + " said " + question);
    rules.asked(caller.name(), question);
    try {
      List<String> answers =
          caller.conversation().hear(question).stream().map(ClearingToMember::payload).toList();
      rules.answered(caller.name(), answers);
      return Optional.of(answers);
    } catch (Killed e) {
      return Optional.empty();
    } catch (StorageFailure e) {
      die(served, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** All lines break; it starts again some time later, if Central lives until then. */
  private void die(Served served, String why) {
    if (served.isAlive()) {
      served.central.trace(() -> "clears no more: " + why);
      served.dead = true;
      later(
          served.central,
          chance.between(TRY_AGAIN_NANOS, 5 * TRY_AGAIN_NANOS),
          () -> start(served.central));
    }
  }

  /** If Central lives until then, and without its noticing: the charging stays as it is. */
  private static void later(Life central, long delayNanos, Runnable action) {
    var _ =
        central
            .world()
            .after(
                delayNanos,
                () -> {
                  if (central.isPaused()) {
                    later(central, TRY_AGAIN_NANOS, action);
                  } else if (central.isAlive()) {
                    action.run();
                  }
                });
  }
}
