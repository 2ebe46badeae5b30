package org.evcharging.launcher.lab;

import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.Locks;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Health;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/** Two drivers ask for one charge point at once: both find it free, and it is given to both. */
final class Oversell implements Experiment {
  private static final Place PLACE = new Place("Madrid", "Gran Vía 1");
  private static final Tariff FREE = new Tariff(0);
  private static final long POWER_W = 22_000;
  private static final SecretHash SECRET = SecretHash.of("00", "lab");

  private final SmallCentral central;
  private final NetworkState state;
  private final Scheduling scheduling;
  private int attempts;

  /**
   * @param mostTries each with a charge point and two drivers of its own
   */
  Oversell(Path folder, Protection protection, Scheduling scheduling, int mostTries)
      throws StoreFailure {
    this.scheduling = scheduling;
    state = new NetworkState(new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0));
    Instant now = SmallCentral.now().wall();
    List<Event.Durable> past = new ArrayList<>();
    for (int number = 1; number <= mostTries; number++) {
      ChargePointId chargePoint = chargePoint(number);
      past.add(new Event.ChargePointRegistered(chargePoint, SECRET, PLACE, FREE, POWER_W, now));
      for (Side side : Side.values()) {
        past.add(new Event.DriverAdmitted(driver(side, number), now));
      }
      state.restore(available(chargePoint));
    }
    central =
        new SmallCentral(
            folder,
            past,
            state,
            new SmallCentral.Seams(
                Locks.REAL, SmallCentral::now, new WatchedLock.Factory(protection)));
  }

  private static ChargePoint available(ChargePointId id) {
    return new ChargePoint(
        id,
        SECRET,
        PLACE,
        FREE,
        POWER_W,
        new NoHoldOffs(),
        new ChargePoint.MonitorLink.Live(1, new Health.Ok()),
        Optional.empty());
  }

  /**
   * Nothing keeps drivers off. The rules look here when they have just read the charge point, and
   * before they write that it is taken: that is where a thread can be stopped with no change to
   * them.
   */
  private static final class NoHoldOffs extends AbstractSet<HoldOff> {
    @Override
    public boolean isEmpty() {
      Racer.running().ifPresent(Racer::reads);
      return true;
    }

    @Override
    public Iterator<HoldOff> iterator() {
      return Collections.emptyIterator();
    }

    @Override
    public int size() {
      return 0;
    }
  }

  @Override
  public Attempt attempt() throws StoreFailure, InterruptedException {
    int number = ++attempts;
    Race<RequestKey> race =
        Race.run(scheduling, racer -> asks(racer, number), racer -> asks(racer, number));
    Optional<String> refusal = central.refusalOfTheDisk();
    Set<Side> served = EnumSet.noneOf(Side.class);
    for (Side side : Side.values()) {
      if (isOpen(session(side, number))) {
        served.add(side);
      }
    }
    List<String> remarks = new ArrayList<>();
    refusal.ifPresent(why ->
        remarks.add(
            "The database allows each charge point one open session and refuses this ("
                + why
                + "): Central would stop here, before anybody is answered."));
    boolean isRight = served.size() == 1 && !race.broke();
    return new Attempt(
        isRight ? Outcome.RIGHT : Outcome.WRONG,
        words(served.size(), number, denial(race)),
        remarks,
        race.steps((side, note) -> words(note, served.contains(side), number)),
        race.lockedAt());
  }

  /** As a record of {@code ev.requests} is decided. */
  private RequestKey asks(Racer racer, int number) throws InterruptedException {
    racer.note(Did.ASKS);
    DriverId driver = driver(racer.side(), number);
    RequestId id = new RequestId("request-" + driver);
    Input.StartRequested input =
        new Input.StartRequested(
            new Request.StartCharging(id, driver.value(), chargePoint(number).value()),
            SmallCentral.now().wall(),
            Input.OnDisk.NOTHING,
            session(racer.side(), number));
    InputRecord record =
        new InputRecord(
            Topic.REQUESTS.topicName(),
            "lab",
            racer.side() == Side.A ? 0 : 1,
            number,
            OptionalInt.empty(),
            SmallCentral.now().nanos(),
            new byte[0],
            new byte[0]);
    central.network().submit(input, record);
    return new RequestKey(driver, id);
  }

  /** In memory, which is what decides the next request. */
  private boolean isOpen(SessionId session) {
    central.network().lock().lock("lab looks", session);
    try {
      return state.session(session).isPresent();
    } finally {
      central.network().lock().unlock();
    }
  }

  /** Why the one was denied who was; empty if nobody was. */
  private Optional<String> denial(Race<RequestKey> race) throws StoreFailure {
    for (Side side : Side.values()) {
      Optional<RequestKey> key = race.result(side);
      Optional<KnownRequest> request =
          key.isPresent() ? central.request(key.get()) : Optional.empty();
      if (request.isPresent() && request.get().answer() instanceof Answer.Refused refused) {
        return Optional.of(refused.reason().name());
      }
    }
    return Optional.empty();
  }

  private static String words(int served, int number, Optional<String> denial) {
    String who = "Two drivers asked for " + chargePoint(number) + " at once: ";
    return served == 1
        ? who + "one has it, the other was denied " + denial.orElse("it") + "."
        : who + served + " have it, and it has one plug.";
  }

  private static String words(Note note, boolean served, int number) {
    return switch (note.did()) {
      case ASKS -> "a driver asks for " + chargePoint(number);
      case READS -> "finds it " + (served ? "free" : "in use");
      case WRITES -> served ? "writes: this driver has it" : "writes: this driver is denied";
      default -> StepWords.of(note);
    };
  }

  private static ChargePointId chargePoint(int number) {
    return new ChargePointId("MAD-%02d".formatted(number));
  }

  private static DriverId driver(Side side, int number) {
    return new DriverId("D" + number + side);
  }

  private static SessionId session(Side side, int number) {
    return new SessionId("S" + number + side);
  }

  @Override
  public void close() {
    central.close();
  }
}
