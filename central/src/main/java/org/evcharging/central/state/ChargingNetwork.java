package org.evcharging.central.state;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.Decision;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.core.Rules;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.Lane;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.Locks;
import org.evcharging.lock.RankedLock;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;

/**
 * The charging network under Central's shared lock: connected charge points, busy drivers, open
 * sessions.
 *
 * <p>Each input is decided, applied and appended to the journal in one critical section. The race
 * that closes: two requests for the same charge point, or a confirmation and a time-out of the same
 * session, would else both see the state before the other; and two entries could reach the disk in
 * another order than the memory changed in. Thread-safe.
 */
public final class ChargingNetwork implements NetworkInputs {
  private final RankedLock lock;

  @GuardedBy("lock")
  private final NetworkState state;

  private final Accounts accounts;
  private final Sites sites;
  private final Journal journal;
  private final Supplier<Moment> clock;
  private final long epoch;
  private final Set<SetAside.Culprit> refusedBefore;

  /** Whether deadlines may fire: not before the inputs were read to their ends (spec §5). */
  private volatile boolean inputsCaughtUp;

  /**
   * A network that goes on from what the disk knew.
   *
   * @param state nobody else's from now on
   * @param accounts has those in memory of which something is held
   * @param sites what can be booked
   * @param epoch of this run
   * @param refusedBefore records on which an earlier run had to halt
   */
  public ChargingNetwork(
      NetworkState state,
      Accounts accounts,
      Sites sites,
      Journal journal,
      Supplier<Moment> clock,
      Locks locks,
      long epoch,
      Set<SetAside.Culprit> refusedBefore) {
    this.state = state;
    this.accounts = accounts;
    this.sites = sites;
    this.journal = journal;
    this.clock = clock;
    this.lock = locks.lock(LockRank.NETWORK, "network");
    this.epoch = epoch;
    this.refusedBefore = Set.copyOf(refusedBefore);
  }

  @Override
  public Receipt submit(Input input) throws InterruptedException {
    try (Accounts.Kept _ = keepStranger(input)) {
      Optional<Receipt> traceless = decideWithoutPermit(input);
      return traceless.isPresent() ? traceless.get() : decide(input);
    }
  }

  private Receipt decide(Input input) throws InterruptedException {
    journal.acquire(laneOf(input));
    lock.lock(reason(input), input);
    try (Teller teller = accounts.teller(sites, reason(input))) {
      Moment now = clock.get();
      Decision decision = decideOrRelease(input, now, teller);
      long sequence =
          append(
              decision,
              now,
              teller,
              Optional.empty(),
              Optional.of(new Entry.Cause(input, now.wall(), now.nanos())));
      return new Receipt(decision.reply(), journal.whenCommitted(sequence));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void submit(Input input, InputRecord from) throws InterruptedException {
    if (refusedBefore.contains(from.culprit())) {
      putAside(from, "the database refused what followed from it");
      return;
    }
    try (Accounts.Kept _ = keepStranger(input)) {
      decide(input, from);
    }
  }

  private void decide(Input input, InputRecord from) throws InterruptedException {
    journal.acquire(laneOf(input));
    lock.lock(reason(input), input);
    try (Teller teller = accounts.teller(sites, reason(input))) {
      Moment now = clock.get();
      Decision decision = decideOrPutAside(input, now, teller, from);
      append(
          decision,
          now,
          teller,
          Optional.of(from.positionAfter()),
          Optional.of(new Entry.Cause(input, now.wall(), from.receivedNanos())));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void putAside(InputRecord unreadable, String reason) throws InterruptedException {
    journal.acquire(Lane.NORMAL);
    lock.lock("put aside", unreadable.culprit());
    try (Teller teller = accounts.teller(sites, "put aside")) {
      append(
          deadLetter(unreadable, reason),
          clock.get(),
          teller,
          Optional.of(unreadable.positionAfter()),
          Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void inputsCaughtUp(boolean caughtUp) {
    lock.lock("inputs caught up", caughtUp);
    try {
      if (caughtUp && !inputsCaughtUp) {
        // What ran out while nothing could be heard was nobody's fault.
        state.apply(new Event.DeadlinesBegunAnew(), clock.get().nanos());
      }
      inputsCaughtUp = caughtUp;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Decides all that is due by now, if the inputs are read to their ends, and as far as there is
   * room in the journal: the rest is for the next look.
   *
   * @return how many deadlines were decided
   */
  public int timePassed() throws InterruptedException {
    int decided = 0;
    if (inputsCaughtUp) {
      sites.timePassed();
    }
    while (inputsCaughtUp && isAnythingDue() && journal.hasRoom(Lane.RESERVED)) {
      submit(new Input.TimePassed());
      decided++;
    }
    return decided;
  }

  /** Begins all deadlines anew: Central was away, and nobody else is to blame. */
  public void wokeUp() throws InterruptedException {
    submit(new Input.WokeUp());
  }

  /** The network as it is now, once all that it shows is on the disk. Blocks for a commit. */
  public NetworkSnapshot snapshot() {
    NetworkSnapshot snapshot;
    CompletableFuture<Void> committed;
    lock.lock("snapshot", "all");
    try {
      snapshot = Snapshots.of(state, clock.get().wall());
      committed = journal.whenCommitted(journal.appended());
    } finally {
      lock.unlock();
    }
    committed.join();
    return snapshot;
  }

  /** How requests and sessions came out, once that is on the disk. Blocks for a commit. */
  public Outcomes outcomes() {
    Outcomes outcomes;
    CompletableFuture<Void> committed;
    lock.lock("outcomes", "all");
    try {
      outcomes = state.outcomes();
      committed = journal.whenCommitted(journal.appended());
    } finally {
      lock.unlock();
    }
    committed.join();
    return outcomes;
  }

  /** The charge points there are, in no order. */
  public List<ChargePointId> chargePointIds() {
    lock.lock("list charge points", "all");
    try {
      return state.chargePoints().stream().map(ChargePoint::id).toList();
    } finally {
      lock.unlock();
    }
  }

  /** The sites there are, in the order of their names. */
  public List<SiteName> sites() {
    lock.lock("list sites", "all");
    try {
      return state.sites().stream().sorted().toList();
    } finally {
      lock.unlock();
    }
  }

  /** How many charge points a site has; 0 if there is no such site. */
  public int chargePointCount(SiteName site) {
    lock.lock("count charge points", site);
    try {
      return state.chargePointCount(site);
    } finally {
      lock.unlock();
    }
  }

  /** What all charge points are announced as now. */
  public List<ChargePointState> announcements() {
    lock.lock("announce", "all");
    try {
      List<ChargePointState> all = new ArrayList<>();
      for (ChargePoint chargePoint : state.chargePoints()) {
        all.add(announcement(chargePoint));
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the inputs are read to their ends, as far as the last seconds tell. */
  public boolean hasCaughtUp() {
    return inputsCaughtUp;
  }

  /** The shared lock, for reports. */
  public RankedLock lock() {
    return lock;
  }

  /**
   * Has the account in memory that an input needs, where it may not be: those of which something is
   * held are. Reads the disk, so it comes before the lock.
   */
  private Accounts.Kept keepStranger(Input input) {
    try {
      Optional<DriverId> stranger = stranger(input);
      return stranger.isPresent() ? accounts.keep(stranger.get()) : Accounts.Kept.NONE;
    } catch (StoreFailure e) {
      throw journal.halt(e.line(), e);
    }
  }

  private Optional<DriverId> stranger(Input input) {
    return switch (input) {
      case Input.StartRequested it ->
          DriverId.wellFormed(it.request().driverId())
              ? Optional.of(new DriverId(it.request().driverId()))
              : Optional.empty();
      case Input.DriverAdded it -> Optional.of(it.driver());
      case Input.DriverGetsToken it -> Optional.of(it.driver());
      case Input.EngineReported(EngineEvent.Ended ended) -> driverOfUnsettled(ended);
      case Input.EngineReported _,
          Input.StopRequested _,
          Input.MonitorRegisters _,
          Input.LifeSign _,
          Input.LinkClosed _,
          Input.OperatorOrders _,
          Input.AccessRefused _,
          Input.TimePassed _,
          Input.WokeUp _ ->
          Optional.empty();
    };
  }

  private Optional<DriverId> driverOfUnsettled(EngineEvent.Ended ended) {
    SessionId session = ended.origin().sessionId();
    lock.lock("look up", session);
    try {
      return state.unsettled(session).map(it -> it.facts().driver());
    } finally {
      lock.unlock();
    }
  }

  /** A life sign that changes nothing must not wait for the disk, nor make it wait. */
  private Optional<Receipt> decideWithoutPermit(Input input) {
    lock.lock(reason(input), input);
    try (Teller teller = accounts.teller(sites, reason(input))) {
      Moment now = clock.get();
      Decision decision = Rules.decide(state, teller, teller, input, now);
      if (!isTraceless(decision)) {
        return Optional.empty();
      }
      applyAll(decision.events(), now, teller);
      return Optional.of(new Receipt(decision.reply(), committedBefore(decision)));
    } finally {
      lock.unlock();
    }
  }

  /** Fifteen thousand life signs a second are answered by nothing, and need wait for nothing. */
  private CompletableFuture<Void> committedBefore(Decision traceless) {
    return traceless.reply() instanceof Decision.Reply.None
        ? CompletableFuture.completedFuture(null)
        : journal.whenCommitted(journal.appended());
  }

  @GuardedBy("lock")
  private boolean isTraceless(Decision decision) {
    if (!decision.outbound().isEmpty()) {
      return false;
    }
    for (Event event : decision.events()) {
      if (event instanceof Event.Durable || !state.touchedBy(event).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  @GuardedBy("lock")
  private Decision decideOrRelease(Input input, Moment now, Teller teller) {
    try {
      return Rules.decide(state, teller, teller, input, now);
    } catch (RuntimeException e) {
      journal.release();
      throw e;
    }
  }

  /** Deciding changes nothing, so a rule that fails harms nobody but its record. */
  @GuardedBy("lock")
  private Decision decideOrPutAside(Input input, Moment now, Teller teller, InputRecord from) {
    try {
      return Rules.decide(state, teller, teller, input, now);
    } catch (RuntimeException e) {
      return deadLetter(from, "the rules failed: " + e + " at " + e.getStackTrace()[0]);
    }
  }

  private static Decision deadLetter(InputRecord record, String reason) {
    return new Decision(
        List.of(),
        List.of(new Outbound.ToOperator(record.deadLetter(reason), record.key())),
        new Decision.Reply.None());
  }

  /** Makes a decision true and puts it into the journal; returns its number there. */
  @GuardedBy("lock")
  private long append(
      Decision decision,
      Moment now,
      Teller teller,
      Optional<InputPosition> position,
      Optional<Entry.Cause> cause) {
    Map<ChargePointId, Optional<ChargePointState>> before =
        applyAll(decision.events(), now, teller);
    long sequence =
        journal.append(
            new Entry(
                decision.events(),
                decision.outbound(),
                changed(before),
                teller.windows(),
                position,
                cause));
    teller.appended(sequence);
    return sequence;
  }

  /**
   * Makes events true, and returns how the charge points were announced that they change. An event
   * that cannot be applied leaves the memory half changed: nothing may be decided on it any more.
   */
  @GuardedBy("lock")
  private Map<ChargePointId, Optional<ChargePointState>> applyAll(
      List<Event> events, Moment now, Teller teller) {
    Map<ChargePointId, Optional<ChargePointState>> before = new LinkedHashMap<>();
    try {
      for (Event event : events) {
        for (ChargePointId touched : state.touchedBy(event)) {
          if (!before.containsKey(touched)) {
            before.put(touched, announcementOf(touched));
          }
        }
        state.apply(event, now.nanos());
        teller.apply(event);
      }
      return before;
    } catch (RuntimeException e) {
      journal.halt("the network's memory contradicts itself (" + e + "): restart Central", e);
      throw e;
    }
  }

  @GuardedBy("lock")
  private List<ChargePointState> changed(Map<ChargePointId, Optional<ChargePointState>> before) {
    List<ChargePointState> changed = new ArrayList<>(before.size());
    for (Map.Entry<ChargePointId, Optional<ChargePointState>> entry : before.entrySet()) {
      Optional<ChargePointState> after = announcementOf(entry.getKey());
      if (!after.equals(entry.getValue())) {
        after.ifPresent(changed::add);
      }
    }
    return changed;
  }

  @GuardedBy("lock")
  private Optional<ChargePointState> announcementOf(ChargePointId id) {
    Optional<ChargePoint> chargePoint = state.chargePoint(id);
    return chargePoint.isPresent()
        ? Optional.of(announcement(chargePoint.get()))
        : Optional.empty();
  }

  @GuardedBy("lock")
  private ChargePointState announcement(ChargePoint chargePoint) {
    Optional<OpenSession> session = chargePoint.session().flatMap(state::session);
    return new ChargePointState(
        chargePoint.id(),
        chargePoint.place(),
        chargePoint.status(session),
        chargePoint.tariff(),
        chargePoint.powerW(),
        epoch);
  }

  private boolean isAnythingDue() {
    lock.lock("look for deadlines", "all");
    try {
      return state.isAnythingDue(clock.get().nanos());
    } finally {
      lock.unlock();
    }
  }

  /** What the locks are taken for: {@code StartRequested}. */
  private static String reason(Input input) {
    return input.getClass().getSimpleName();
  }

  /** Ends and deadlines get through when requests have filled the journal. */
  private static Lane laneOf(Input input) {
    return switch (input) {
      case Input.StartRequested _, Input.StopRequested _, Input.OperatorOrders _ -> Lane.NORMAL;
      case Input.MonitorRegisters _, Input.AccessRefused _ -> Lane.NORMAL;
      case Input.DriverAdded _, Input.DriverGetsToken _ -> Lane.NORMAL;
      case Input.EngineReported engine ->
          engine.event() instanceof EngineEvent.Ended ? Lane.RESERVED : Lane.NORMAL;
      case Input.LifeSign _, Input.LinkClosed _, Input.TimePassed _, Input.WokeUp _ ->
          Lane.RESERVED;
    };
  }
}
