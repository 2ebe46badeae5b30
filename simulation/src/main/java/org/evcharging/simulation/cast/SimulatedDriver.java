package org.evcharging.simulation.cast;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.evcharging.driver.DriverDesk;
import org.evcharging.driver.SessionMemory;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.Errand;
import org.evcharging.driver.core.Stop;
import org.evcharging.driver.kafka.DriverLink;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.kafka.Position;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.evcharging.simulation.disk.PositionOnDisk;
import org.evcharging.simulation.kafka.Access;
import org.evcharging.simulation.kafka.PatientSender;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.simulation.world.World;

/** A life of a driver's program: the real desk and link, and a person who types. */
final class SimulatedDriver implements Program {
  private static final int MOST_WISHES = 20;

  private final DriverId driver;
  private final Life life;
  private final Chance chance;
  private final DriverLink link;
  private final DriverDesk desk;
  private final Deque<ChargePointId> wishes = new ArrayDeque<>();
  private Optional<Errand> current = Optional.empty();
  private Optional<World.Planned> nextMove = Optional.empty();

  /** What a driver's program keeps on its disk. Survives the program. */
  static final class Storage implements SessionMemory {
    private final PositionOnDisk position;
    private Optional<CurrentSession> session = Optional.empty();

    Storage(Chance chance) {
      this.position = new PositionOnDisk(chance, () -> false);
    }

    @Override
    public Optional<CurrentSession> read() {
      return session;
    }

    @Override
    public void write(Optional<CurrentSession> now) {
      session = now;
    }

    /** Tells whether it still says where the program reads. */
    boolean powerCut() {
      position.powerCut();
      return position.read().isPresent();
    }
  }

  /** Where the program reads; the verifier hears of it. */
  private record Place(Storage storage, Runnable written) implements PositionMemory {
    @Override
    public Optional<Position> read() {
      return storage.position.read();
    }

    @Override
    public void write(Position position) {
      storage.position.write(position);
      written.run();
    }
  }

  SimulatedDriver(
      Machine machine, DriverId driver, Storage storage, Surroundings around, Chance chance) {
    this.driver = driver;
    this.life = new Life(machine);
    this.chance = chance;
    life.trace(() -> "starts");
    around.verifier().driverStarted(driver.value());
    Access kafka = new Access(around.kafka(), machine, life, around.mishaps());
    this.link =
        new DriverLink(
            driver,
            Access.BOOTSTRAP,
            kafka.tails(),
            life.clocks(),
            new Place(storage, () -> around.verifier().driverStands(driver.value(), true)),
            () -> new PatientSender(kafka.clients()),
            new Inbox());
    this.desk =
        new DriverDesk(
            (notification, _, _) -> {
              life.trace(() -> "shows " + notification);
              around.verifier().shown(driver.value(), notification);
            },
            storage,
            link::send,
            life.clocks());
  }

  /** What reaches the program is dealt with at once. */
  private final class Inbox implements Incoming.Taker {
    @Override
    public void put(Incoming incoming) {
      hand(incoming);
    }

    @Override
    public void hand(Incoming incoming) {
      var _ = desk.take(incoming);
      planMove();
    }
  }

  void ask(ChargePointId at) {
    if (wishes.size() < MOST_WISHES) {
      wishes.addLast(at);
      planMove();
    }
  }

  /** Types {@code stop}, if there is something to stop. */
  void stopSupply() {
    desk.session().ifPresent(session -> desk.begin(new Stop(driver, session, freshId())));
    planMove();
  }

  /** Asks for nothing more after what goes on now. */
  void forgetWishes() {
    wishes.clear();
  }

  /** Whether nothing goes on that the person waits for. */
  boolean isIdle() {
    return wishes.isEmpty() && !desk.isBusy();
  }

  private RequestId freshId() {
    return new RequestId(driver + "-" + chance.hex(16));
  }

  private void planMove() {
    nextMove.ifPresent(World.Planned::callOff);
    nextMove = Optional.of(life.after(0, this::move));
  }

  private void move() {
    Duration pause = desk.nextMoves();
    while (pause.isZero()) {
      pause = desk.nextMoves();
    }
    if (current.isPresent() && !desk.isDoing(current.get())) {
      current = Optional.empty();
    }
    if (current.isEmpty() && !wishes.isEmpty() && desk.isCaughtUp()) {
      Batch batch =
          new Batch(driver, List.of(wishes.removeFirst()), Batch.Plan.ONCE, this::freshId);
      current = Optional.of(batch);
      desk.begin(batch);
      planMove();
      return;
    }
    nextMove = Optional.of(life.after(pause.toNanos(), this::move));
  }

  @Override
  public Life life() {
    return life;
  }

  @Override
  public void stop() {
    link.stop();
  }
}
