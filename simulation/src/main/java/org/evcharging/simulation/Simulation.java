package org.evcharging.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.simulation.cast.Members;
import org.evcharging.simulation.cast.Performer;
import org.evcharging.simulation.cast.Stage;
import org.evcharging.simulation.cast.Surroundings;
import org.evcharging.simulation.disk.ClearingDisk;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.kafka.Mishaps;
import org.evcharging.simulation.kafka.SimulatedKafka;
import org.evcharging.simulation.net.Network;
import org.evcharging.simulation.plan.Action;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.plan.FaultLevel;
import org.evcharging.simulation.plan.Plan;
import org.evcharging.simulation.plan.PlanMaker;
import org.evcharging.simulation.plan.Scenario;
import org.evcharging.simulation.plan.Tally;
import org.evcharging.simulation.verifier.Verifier;
import org.evcharging.simulation.verifier.Violation;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Delays;
import org.evcharging.simulation.world.Machine;
import org.evcharging.simulation.world.Trace;
import org.evcharging.simulation.world.World;

/**
 * One run: a network, a plan of what is done to it, and a verifier who looks on. First the plan is
 * performed; then everything is mended, and within a bounded time everything must be settled; then
 * each charge point must serve a driver once more. Used once, by one thread.
 */
public final class Simulation {
  private static final long MILLIS = 1_000_000;
  private static final long SECOND_NANOS = 1_000 * MILLIS;

  /**
   * Above the longest deadline there is, 70 s for plugging in, and the minute of an old request.
   */
  private static final long SETTLING_NANOS = 240 * SECOND_NANOS;

  private static final String CENTRAL = "central";
  private static final long LOOK_NANOS = 2 * SECOND_NANOS;

  /** What ends every fault that was put in at a Monitor's prompt. */
  private static final List<String> MENDING = List.of("recover", "freeze 0", "slow 0");

  private final long seed;
  private final Scenario scenario;
  private final Chance chance;
  private final Tally tally = new Tally();
  private final World world;
  private final Network network;
  private final Mishaps mishaps;
  private final Database database;
  private final Verifier verifier;
  private final Stage stage;
  private final Performer performer;
  private final Plan plan;

  /**
   * @param only the items of the plan that are to be performed; empty: all
   * @param stores opens Central's store over the simulated disk
   */
  public Simulation(
      long seed, Scenario scenario, Optional<Set<Integer>> only, Trace trace, Stores stores) {
    this.seed = seed;
    this.scenario = scenario;
    this.chance = new Chance(seed);
    boolean calm = scenario.faults() == FaultLevel.NONE;
    int perMille = calm ? 0 : mishapsPerMille();
    this.world = new World(trace);
    Delays delays =
        new Delays(chance.named("delays"), calm, () -> tally.fault(FaultKind.DISK_SLOW));
    this.network = new Network(world, chance.named("network"), delays, tally, perMille);
    this.mishaps = new Mishaps(chance.named("mishaps"), tally, perMille);
    SimulatedKafka kafka =
        new SimulatedKafka(
            new Machine("kafka", world, 0, Duration.ZERO),
            chance.named("kafka"),
            delays,
            chance.named("partitions").between(1, calm ? 8 : 4),
            client -> network.isCut(client, "kafka"));
    this.database = new Database();
    ClearingDisk clearingDisk = new ClearingDisk();
    this.verifier = new Verifier(world, database, clearingDisk);
    kafka.watch(verifier);
    network.watch(verifier);
    Surroundings around =
        new Surroundings(world, chance, delays, kafka, mishaps, network, database, tally, verifier);
    List<String> chargePoints = names("CP-", scenario.chargePoints());
    List<String> drivers = names("D", scenario.drivers());
    Members members = new Members(around, clearingDisk, scenario.faults(), () -> isFull(CENTRAL));
    this.stage =
        new Stage(
            around,
            () -> stores.open(database, () -> isFull(CENTRAL)),
            chargePoints,
            drivers,
            members,
            calm);
    this.performer = new Performer(stage, around);
    Plan all =
        PlanMaker.draw(scenario, chance.named("plan"), chargePoints, drivers, members.names());
    this.plan = only.map(all::only).orElse(all);
  }

  private int mishapsPerMille() {
    Chance ofMishaps = chance.named("how many mishaps");
    if (scenario.faults() == FaultLevel.SOME) {
      return 1;
    }
    return ofMishaps.pick(List.of(0, 1, 2, 5, 15));
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList();
  }

  private boolean isFull(String machine) {
    return stage.isFull(machine);
  }

  public Plan plan() {
    return plan;
  }

  /** Runs it to its end, or until a promise is broken. */
  public Result run() {
    ProgramLog.clear();
    try {
      perform();
      settle("all is settled when nothing goes wrong any more");
      probe();
      return new Result.Kept(seed, figures());
    } catch (Violation e) {
      return new Result.Broken(seed, e.promise(), e.values(), figures());
    } catch (RuntimeException | Error e) {
      return new Result.Broken(seed, "programs do not fail: " + place(e), words(e), figures());
    }
  }

  private static String place(Throwable e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first.getClass().getSimpleName();
  }

  private static String words(Throwable e) {
    StringBuilder words = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      words.append(cause);
      StackTraceElement[] stack = cause.getStackTrace();
      for (int i = 0; i < Math.min(8, stack.length); i++) {
        words.append("\n      at ").append(stack[i]);
      }
      words.append('\n');
    }
    return words.toString();
  }

  private Result.Figures figures() {
    return new Result.Figures(
        world.nowMs(),
        world.happened(),
        tally.faults(),
        verifier.denials(),
        verifier.ends(),
        verifier.authorized(),
        verifier.expired(),
        verifier.clearing().outcomes());
  }

  private void perform() {
    for (Plan.Item item : plan.items()) {
      var _ = world.at(item.atMs() * MILLIS, () -> performer.perform(item.action()));
    }
    stage.startAll();
    runUntil(scenario.loadMs() * MILLIS);
    world.trace("plan", () -> "is over; everything is mended");
    performer.mendAll();
    mishaps.end();
    network.calmDown();
    stage.resumeAll();
    stage.setClocks();
    stage.endWhoIsStopping();
    stage.ensureAllStarted();
    stage.forgetWishes();
    stage.mendClearing();
  }

  private void runUntil(long untilNanos) {
    while (world.step(untilNanos)) {
      ProgramLog.error()
          .ifPresent(words -> {
            throw new Violation("no program logs an error", words);
          });
    }
  }

  /** Runs on until all is settled; what vehicles are still plugged in are unplugged. */
  private void settle(String promise) {
    long untilNanos = world.nowNanos() + SETTLING_NANOS;
    Optional<String> trouble = Optional.of("not looked yet");
    while (trouble.isPresent() && world.nowNanos() < untilNanos) {
      for (String chargePoint : stage.chargePoints()) {
        performer.perform(new Action.Unplug(chargePoint));
        performer.perform(new Action.Plug(chargePoint));
        MENDING.forEach(command -> performer.perform(new Action.Inject(chargePoint, command)));
      }
      leavePlaces();
      stage.ensureAllStarted();
      runUntil(world.nowNanos() + LOOK_NANOS);
      trouble = unsettled();
    }
    if (trouble.isPresent()) {
      throw new Violation(promise, trouble.get());
    }
  }

  /** Who has a place gives it up, so that nobody is kept away for others any more. */
  private void leavePlaces() {
    for (String window : database.places().windows().keySet()) {
      List<String> drivers = new ArrayList<>(database.places().waiting(window));
      drivers.addAll(database.places().bookings(window).keySet());
      drivers.forEach(driver -> performer.perform(new Action.LeaveWindow(window, driver)));
    }
  }

  private Optional<String> unsettled() {
    if (!stage.driversAreIdle()) {
      return Optional.of("a driver still waits");
    }
    return verifier.unsettled(stage.drivers());
  }

  /** Nobody is busy for ever: each charge point serves a driver that never came before. */
  private void probe() {
    long before = verifier.authorized();
    List<String> asked = new ArrayList<>();
    for (String chargePoint : stage.chargePoints()) {
      performer.perform(new Action.OperatorResumes(chargePoint));
      String driver = "P-" + chargePoint;
      performer.perform(new Action.OperatorAddsDriver(driver, 50_00));
      asked.add(chargePoint);
    }
    // Those who asked for a place late may have got one by now.
    leavePlaces();
    runUntil(world.nowNanos() + 5 * SECOND_NANOS);
    for (String chargePoint : asked) {
      performer.perform(
          new Action.StrangerAsks("probe-" + chargePoint, "P-" + chargePoint, chargePoint, 1));
    }
    for (int i = 0; i < 10; i++) {
      runUntil(world.nowNanos() + LOOK_NANOS);
      asked.forEach(chargePoint -> performer.perform(new Action.Plug(chargePoint)));
    }
    if (verifier.authorized() - before < asked.size()) {
      throw new Violation(
          "each charge point serves a driver again",
          (verifier.authorized() - before) + " of " + asked.size() + " were authorised");
    }
    settle("all is settled after one more charge each");
  }

  /** Clients of a program that is none of ours. */
  KafkaClients strangersClients() {
    return performer.strangersClients();
  }
}
