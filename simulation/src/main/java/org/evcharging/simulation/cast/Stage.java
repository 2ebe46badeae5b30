package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.store.Store;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SiteName;
import org.evcharging.model.Tariff;
import org.evcharging.simulation.disk.EngineStorage;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Machine;
import org.evcharging.wire.MonitorToCentral.Register;

/** All programs of a network, with their machines and disks. Not thread-safe. */
public final class Stage {
  /** Where all charge points are. */
  static final SiteName SITE = new SiteName("Madrid");

  private static final long MILLIS = 1_000_000;

  /** What drivers have to begin with: mostly enough, as who has nothing tries little out. */
  private static final List<Long> OPENING_CENTS =
      List.of(0L, 5_00L, 30_00L, 500_00L, 500_00L, 500_00L, 500_00L, 500_00L, 500_00L, 500_00L);

  private static final List<Integer> SPEEDS = List.of(1, 60, 600, 3_600);

  /** Opens the database for one more Central. */
  @FunctionalInterface
  public interface Stores {
    Store open();
  }

  private final Surroundings around;
  private final Chance chance;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Role<?>> roles = new LinkedHashMap<>();
  private final Map<String, Role<SimulatedEngine>> engines = new LinkedHashMap<>();
  private final Map<String, Role<SimulatedMonitor>> monitors = new LinkedHashMap<>();
  private final Map<String, Role<SimulatedDriver>> drivers = new LinkedHashMap<>();
  private final Map<String, EngineStorage> engineDisks = new LinkedHashMap<>();
  private final Map<String, SimulatedDriver.Storage> driverDisks = new LinkedHashMap<>();
  private final Map<String, Long> prices = new LinkedHashMap<>();
  private final Set<String> fullDisks = new HashSet<>();
  private final Members members;
  private final NetworkPolicy policy;
  private final Role<SimulatedCentral> central;
  private final boolean calm;
  private int lives;

  public Stage(
      Surroundings around,
      Stores stores,
      List<String> chargePoints,
      List<String> driverIds,
      Members members,
      boolean calm) {
    this.around = around;
    this.members = members;
    this.calm = calm;
    this.chance = around.chance().named("stage");
    this.policy = new NetworkPolicy(openDrivers());
    Machine centralMachine = machine("central");
    this.central =
        role(
            centralMachine,
            new Role<>(
                centralMachine,
                around.network(),
                () -> startCentral(centralMachine, stores),
                () -> !isFull("central")));
    chargePoints.forEach(this::addChargePoint);
    driverIds.forEach(this::addDriver);
  }

  private Optional<Money> openDrivers() {
    if (calm) {
      return Optional.of(new Money(1_000_000_00));
    }
    return chance.percent(85)
        ? Optional.of(new Money(chance.named("opening").pick(OPENING_CENTS)))
        : Optional.empty();
  }

  private Machine machine(String name) {
    return machines.computeIfAbsent(
        name,
        _ -> {
          Chance ofMachine = chance.named(name);
          return new Machine(
              name,
              around.world(),
              ofMachine.between(-1_000_000_000_000L, 1_000_000_000_000L),
              Duration.ofMillis(calm ? 0 : ofMachine.between(-5_000L, 5_000L)));
        });
  }

  private <P extends Program> Role<P> role(Machine machine, Role<P> role) {
    roles.put(machine.name(), role);
    return role;
  }

  private SimulatedCentral startCentral(Machine machine, Stores stores) {
    around.verifier().centralStarted();
    SimulatedCentral started =
        new SimulatedCentral(
            machine, stores.open(), policy, around, fresh("central"), this::centralEnded);
    members.centralStarted(started.life());
    return started;
  }

  private void centralEnded() {
    central.ended();
    central.startAfter(calm ? 1_000 * MILLIS : chance.between(100 * MILLIS, 3_000 * MILLIS));
  }

  /** Luck of its own for each life of each program. */
  private Chance fresh(String name) {
    lives++;
    return chance.named(name + " " + lives);
  }

  private void addChargePoint(String id) {
    String engineName = id + " engine";
    String monitorName = id + " monitor";
    Machine engineMachine = machine(engineName);
    Machine monitorMachine = machine(monitorName);
    prices.put(id, chance.between(100_000L, 600_000L));
    EngineStorage storage =
        new EngineStorage(
            chance.named(id + " disk"),
            () -> fullDisks.contains(engineName),
            line -> around.verifier().journalled(line));
    engineDisks.put(engineName, storage);
    EngineRules rules = rules(id);
    engines.put(
        id,
        role(
            engineMachine,
            new Role<>(
                engineMachine,
                around.network(),
                () ->
                    new SimulatedEngine(
                        engineMachine, engineName, rules, storage, around, fresh(engineName)),
                storage::isUsable)));
    monitors.put(
        id,
        role(
            monitorMachine,
            new Role<>(
                monitorMachine,
                around.network(),
                () ->
                    new SimulatedMonitor(
                        monitorMachine, registration(id), engineName, around, fresh(monitorName)),
                () -> true)));
  }

  private EngineRules rules(String id) {
    Chance ofEngine = chance.named(id + " rules");
    Optional<Duration> auto =
        calm || ofEngine.percent(65)
            ? Optional.of(Duration.ofMillis(ofEngine.between(1_500L, calm ? 60_000L : 15_000L)))
            : Optional.empty();
    return new EngineRules(
        ofEngine.pick(List.of(7_400L, 22_000L, 150_000L)),
        ofEngine.pick(SPEEDS),
        auto,
        ofEngine.between(0L, 1_000L));
  }

  private Register registration(String id) {
    return new Register(
        new ChargePointId(id),
        secret(id),
        new Place(SITE.value(), "Gran Vía " + id),
        new Tariff(prices.getOrDefault(id, 0L)),
        OptionalLong.of(22_000));
  }

  private static String secret(String id) {
    return "secret-of-" + id;
  }

  private void addDriver(String id) {
    Machine machine = machine(id);
    SimulatedDriver.Storage storage = new SimulatedDriver.Storage(chance.named(id + " disk"));
    driverDisks.put(id, storage);
    drivers.put(
        id,
        role(
            machine,
            new Role<>(
                machine,
                around.network(),
                () -> new SimulatedDriver(machine, new DriverId(id), storage, around, fresh(id)),
                () -> true)));
  }

  /** Everybody starts, each a little later than the one before. */
  public void startAll() {
    long atNanos = 0;
    for (Role<?> role : roles.values()) {
      role.startAfter(atNanos);
      atNanos += calm ? 10 * MILLIS : chance.between(0, 300 * MILLIS);
    }
    members.startAll();
  }

  /** Every clock shows the right time. */
  public void setClocks() {
    machines.values().forEach(Machine::setClock);
    members.setClocks();
  }

  /** Who is about to end has ended. */
  public void endWhoIsStopping() {
    roles.values().forEach(Role::endIfStopping);
  }

  /** Who does not live starts now. */
  public void ensureAllStarted() {
    roles.values().forEach(Role::ensureStarted);
  }

  void powerCut(long downNanos) {
    roles.values().forEach(role -> role.kill(false));
    int torn = 0;
    for (EngineStorage storage : engineDisks.values()) {
      torn += storage.powerCut();
    }
    if (torn > 0) {
      around.tally().fault(FaultKind.JOURNAL_TORN);
    }
    driverDisks.forEach((driver, disk) -> around.verifier().driverStands(driver, disk.powerCut()));
    if (around.kafka().loseTails(10) > 0) {
      around.tally().fault(FaultKind.KAFKA_TAIL_LOST);
    }
    long kafkaDownNanos = chance.between(0, downNanos);
    around.kafka().goAway();
    around.verifier().centralHearsLate(kafkaDownNanos);
    var _ = around.world().after(kafkaDownNanos, () -> around.kafka().comeBack());
    roles.values().forEach(role -> role.startAfter(chance.between(0, downNanos)));
    members.powerCut(downNanos);
  }

  void fill(String machine, boolean full) {
    if (full) {
      fullDisks.add(machine);
    } else {
      fullDisks.remove(machine);
    }
  }

  /** Room on every disk again. */
  public void emptyDisks() {
    fullDisks.clear();
  }

  public boolean isFull(String machine) {
    return fullDisks.contains(machine);
  }

  Optional<Role<?>> role(String name) {
    return Optional.<Role<?>>ofNullable(roles.get(name)).or(() -> members.role(name));
  }

  /** Whether that is a member of the clearing. */
  boolean isMember(String name) {
    return members.role(name).isPresent();
  }

  Optional<Machine> machineNamed(String name) {
    return Optional.ofNullable(machines.get(name)).or(() -> members.machineNamed(name));
  }

  /** Has Central do something, if it is there and has begun. */
  void onCentral(Consumer<SimulatedCentral> action) {
    central
        .program()
        .filter(SimulatedCentral::isRunning)
        .ifPresent(it -> it.life().live(() -> action.accept(it)));
  }

  Optional<SimulatedEngine> engine(String chargePoint) {
    return Optional.ofNullable(engines.get(chargePoint)).flatMap(Role::program);
  }

  Optional<SimulatedMonitor> monitor(String chargePoint) {
    return Optional.ofNullable(monitors.get(chargePoint)).flatMap(Role::program);
  }

  Optional<Role<SimulatedMonitor>> monitorRole(String chargePoint) {
    return Optional.ofNullable(monitors.get(chargePoint));
  }

  Optional<SimulatedDriver> driver(String id) {
    return Optional.ofNullable(drivers.get(id)).flatMap(Role::program);
  }

  void price(String chargePoint, long priceMicrosPerKwh) {
    prices.put(chargePoint, priceMicrosPerKwh);
  }

  /** Resumes whoever is paused. */
  public void resumeAll() {
    // Central's deadlines may begin anew now, and need not.
    around.verifier().centralHearsLate(0);
    for (Role<?> role : new ArrayList<>(roles.values())) {
      role.program().ifPresent(program -> program.life().resume());
    }
  }

  public Set<String> chargePoints() {
    return engines.keySet();
  }

  public Set<String> drivers() {
    return drivers.keySet();
  }

  /** Members of the clearing meet no mishaps any more. */
  public void mendClearing() {
    members.mendAll();
  }

  /** No driver asks for anything after what goes on now. */
  public void forgetWishes() {
    drivers.values().forEach(role -> role.program().ifPresent(SimulatedDriver::forgetWishes));
  }

  /** Whether no driver's person waits for anything. */
  public boolean driversAreIdle() {
    return drivers.values().stream()
        .allMatch(role -> role.program().map(SimulatedDriver::isIdle).orElse(true));
  }
}
