package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.evcharging.model.MemberId;
import org.evcharging.simulation.clearing.MemberFile;
import org.evcharging.simulation.clearing.SimulatedClearing;
import org.evcharging.simulation.disk.ClearingDisk;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;

/**
 * The companies that clear with each other, and the clearing that they do it by. All of it has luck
 * of its own, so that the charging is the same with and without. Not thread-safe.
 */
public final class Members {
  private static final long MILLIS = 1_000_000;

  /** How long it takes until the operator opens the period, at most. */
  private static final long OPENING_NANOS = 5_000 * MILLIS;

  private final Surroundings around;
  private final Chance chance;
  private final boolean calm;
  private final SimulatedClearing clearing;
  private final Habits habits;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Role<SimulatedMember>> roles = new LinkedHashMap<>();
  private int lives;

  /**
   * @param isFull whether Central's disk takes nothing now
   */
  public Members(
      Surroundings around, ClearingDisk disk, FaultLevel faults, BooleanSupplier isFull) {
    this.around = around;
    this.chance = around.chance().named("clearing");
    this.calm = faults == FaultLevel.NONE;
    this.habits = new Habits(chance.named("habits"), calm);
    List<String> names =
        IntStream.rangeClosed(1, chance.named("members").between(3, 5))
            .mapToObj(number -> "M" + number)
            .toList();
    this.clearing =
        new SimulatedClearing(
            disk,
            isFull,
            machine -> around.network().isCut(machine, "central"),
            perMille(faults),
            chance.named("server"),
            around.tally(),
            around.verifier().clearing(),
            names.stream().map(MemberId::new).collect(Collectors.toCollection(TreeSet::new)));
    SortedMap<String, List<CdrRow>> files = new TreeMap<>();
    names.forEach(name -> files.put(name, addMember(name, names)));
    around.verifier().clearing().willClear(SimulatedClearing.PERIOD.toString(), files);
  }

  private int perMille(FaultLevel faults) {
    return switch (faults) {
      case NONE -> 0;
      case SOME -> 5;
      case MANY -> chance.named("how many mishaps").pick(List.of(0, 10, 30, 60, 120));
    };
  }

  private List<CdrRow> addMember(String name, List<String> names) {
    Chance ofMachine = chance.named(name + " machine");
    Machine machine =
        new Machine(
            name,
            around.world(),
            ofMachine.between(-1_000_000_000_000L, 1_000_000_000_000L),
            Duration.ofMillis(calm ? 0 : ofMachine.between(-5_000L, 5_000L)));
    Chance ofFile = chance.named(name + " file");
    MemberFile file = MemberFile.draw(ofFile, name, names, !calm && ofFile.oneIn(5));
    machines.put(name, machine);
    roles.put(
        name, new Role<>(machine, around.network(), () -> start(name, machine, file), () -> true));
    return file.rows();
  }

  private SimulatedMember start(String name, Machine machine, MemberFile file) {
    lives++;
    return new SimulatedMember(
        machine,
        file,
        habits,
        clearing,
        around,
        chance.named(name + " " + lives),
        () -> startMended(name, file));
  }

  /** Somebody puts right what is bad in a member's file, and starts its program again. */
  private void startMended(String name, MemberFile file) {
    file.mend();
    role(name)
        .ifPresent(role -> {
          role.ended();
          role.startAfter(chance.between(1, 3_000 * MILLIS));
        });
  }

  /** Who clears with each other. */
  public List<String> names() {
    return List.copyOf(roles.keySet());
  }

  Optional<Role<SimulatedMember>> role(String name) {
    return Optional.ofNullable(roles.get(name));
  }

  Optional<Machine> machineNamed(String name) {
    return Optional.ofNullable(machines.get(name));
  }

  void centralStarted(Life central) {
    clearing.start(central);
  }

  void startAll() {
    for (Role<?> role : roles.values()) {
      role.startAfter(calm ? 0 : chance.between(0, 3_000 * MILLIS));
    }
    var _ = around.world().after(calm ? 0 : chance.between(0, OPENING_NANOS), clearing::mayOpen);
  }

  void powerCut(long downNanos) {
    for (Role<?> role : roles.values()) {
      role.kill(false);
      role.startAfter(chance.between(0, downNanos));
    }
  }

  void setClocks() {
    machines.values().forEach(Machine::setClock);
  }

  /** Nothing goes wrong any more, and each member wants to see its statement once more. */
  void mendAll() {
    habits.hurry = true;
    clearing.mend();
    around.verifier().clearing().mended();
    for (Role<SimulatedMember> role : roles.values()) {
      role.program().ifPresent(it -> it.life().resume());
      role.ensureStarted();
      role.program().ifPresent(SimulatedMember::askAgain);
    }
  }

  /** How the members of a run are. */
  static final class Habits {
    /** From five things a second to one in three. */
    private static final int PACES = 4;

    private final int batchSize;
    private final int oddPercent;
    private final boolean punctual;
    private final long pauseNanos;
    private boolean hurry;

    private Habits(Chance chance, boolean calm) {
      batchSize = chance.between(1, 4);
      oddPercent = calm ? 0 : chance.pick(List.of(0, 5, 15, 40));
      punctual = !calm && chance.oneIn(2);
      pauseNanos = calm ? 50 * MILLIS : (200 * MILLIS) << chance.between(0, PACES);
    }

    int batchSize() {
      return batchSize;
    }

    /** Whether a member does something odd now. */
    boolean isOdd(Chance ofMember) {
      return !hurry && ofMember.percent(oddPercent);
    }

    /** Whether they finish at the full minute, so to speak. */
    boolean punctual() {
      return punctual && !hurry;
    }

    /** Until a member does the next thing. */
    long pauseNanos(Chance ofMember) {
      return ofMember.between(1, hurry ? 20 * MILLIS : 2 * pauseNanos);
    }
  }
}
