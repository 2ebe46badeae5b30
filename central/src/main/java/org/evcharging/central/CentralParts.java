package org.evcharging.central;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.Site;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.kafka.FirstPositions;
import org.evcharging.central.kafka.KafkaInputs;
import org.evcharging.central.kafka.NetworkFeed;
import org.evcharging.central.kafka.OutboxPublisher;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.monitors.MonitorAdmission;
import org.evcharging.central.monitors.MonitorConnections;
import org.evcharging.central.monitors.MonitorOrders;
import org.evcharging.central.monitors.MonitorPatience;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.DeadlineTimer;
import org.evcharging.central.state.Sites;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.time.Clocks;

/**
 * Central's parts and how they hang together, without a thread, a socket or a clock: who makes them
 * drives them, each in steps, in any order. {@link Central} does so with a thread for each.
 *
 * <p>Network and journal are there at once. What needs Kafka begins when the topics are there and
 * {@link #watch} has found no other Central.
 */
public final class CentralParts {
  /** How long Monitors wait at a start for the inputs to be read; then they wait no more. */
  public static final Duration READING = Duration.ofSeconds(5);

  private final Store store;
  private final Surroundings around;
  private final Heartbeat heartbeat;
  private final Journal journal;
  private final Accounts accounts;
  private final Sites sites;
  private final ChargingNetwork network;
  private final BookingDesk bookings;
  private final MonitorConnections connections = new MonitorConnections();
  private final MonitorOrders orders;
  private final MonitorAdmission admission;

  /**
   * Goes on from what the disk knows.
   *
   * @throws StoreFailure if what an earlier run set aside cannot be read
   */
  public CentralParts(Store store, SetAside setAside, NetworkPolicy policy, Surroundings around)
      throws StoreFailure {
    this.store = store;
    this.around = around;
    Recovered disk = store.recovered();
    heartbeat = new Heartbeat(disk.epoch(), disk.database());
    journal =
        new Journal(
            store,
            around.clocks(),
            around.journal(),
            setAside,
            around.completions(),
            failure -> around.onFailure().accept(failure.line()));
    NetworkState state = Restart.networkFrom(disk, policy, around.clocks().nanos());
    accounts = new Accounts(store, journal, this::now, Locks.REAL, disk.heldAccounts());
    Instant remembered = around.clocks().instant().minus(Site.REMEMBERED);
    sites = new Sites(journal, this::now, Locks.REAL, store.sites(remembered));
    network =
        new ChargingNetwork(
            state,
            accounts,
            sites,
            journal,
            this::now,
            Locks.REAL,
            disk.epoch(),
            Restart.culprits(disk, setAside));
    bookings = new BookingDesk(network, accounts, sites);
    orders =
        new MonitorOrders(
            network,
            network::chargePointIds,
            around.freshHex(),
            around.decisions(),
            around.timer());
    admission =
        new MonitorAdmission(
            network,
            connections,
            orders,
            MonitorPatience.DEFAULT,
            around.freshHex(),
            around.clocks());
  }

  /** In whole milliseconds, which every store and every client keeps as they are. */
  private Moment now() {
    Clocks.Pair now = around.clocks().pair();
    return new Moment(now.instant().truncatedTo(ChronoUnit.MILLIS), now.nanos());
  }

  /** To be driven by {@link Journal#start}, or by its steps, once everything has begun. */
  public Journal journal() {
    return journal;
  }

  public ChargingNetwork network() {
    return network;
  }

  /** Drivers' money. */
  public Accounts accounts() {
    return accounts;
  }

  /** What can be booked. */
  public BookingDesk bookings() {
    return bookings;
  }

  /** What the sites' locks have cost. */
  LockReport siteLocks() {
    return sites.lockReport();
  }

  public MonitorConnections connections() {
    return connections;
  }

  /** What operators can do; nothing of it reaches the disk before the journal is driven. */
  public MonitorOrders orders() {
    return orders;
  }

  /** Where Monitors get in, once everything has begun. */
  public MonitorAdmission admission() {
    return admission;
  }

  /**
   * Begins to watch for another Central; the caller's to close. To be called with the topics there.
   */
  public CentralWatch watch() {
    return new CentralWatch(
        around.kafka(), heartbeat, around.clocks(), around.words(), around.onFailure());
  }

  /**
   * What has begun with Kafka, each to be stepped.
   *
   * @param publisher sends what is committed
   * @param feed tells everybody how the charge points are
   * @param inputs has requests and events decided
   * @param deadlines has decided what did not happen in time; not before all others were begun
   */
  public record Begun(
      OutboxPublisher publisher, NetworkFeed feed, KafkaInputs inputs, DeadlineTimer deadlines) {}

  /**
   * Settles where to read, and makes what needs Kafka; nothing of it waits. Once, when {@link
   * CentralWatch#isAlone}, before the journal is driven. Listeners of one's own are told of commits
   * after those added here.
   *
   * @throws StoreFailure if a new database's first positions cannot be written
   * @throws org.apache.kafka.common.KafkaException if Kafka does not say where to begin; nothing
   *     was made then, and it may be called again
   */
  public Begun begin(Topics topics) throws StoreFailure {
    List<InputPosition> positions =
        FirstPositions.settle(around.kafka(), topics, store, around.clocks().instant());
    OutboxPublisher publisher =
        new OutboxPublisher(
            around.kafka(),
            store,
            around.clocks(),
            journal::outboxAcknowledgedTo,
            around.onFailure());
    NetworkFeed feed =
        new NetworkFeed(around.kafka(), heartbeat, network.announcements(), around.clocks());
    journal.addListener(publisher);
    journal.addListener(feed);
    journal.addListener(connections);
    KafkaInputs inputs =
        new KafkaInputs(
            around.kafka(),
            positions,
            store,
            around.freshSessions(),
            network,
            around.clocks(),
            around.words(),
            around.onFailure());
    DeadlineTimer deadlines =
        new DeadlineTimer(network, inputs::lookAgain, around.clocks(), around.onFailure());
    return new Begun(publisher, feed, inputs, deadlines);
  }
}
