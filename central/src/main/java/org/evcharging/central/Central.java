package org.evcharging.central;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.dashboard.DashboardSource;
import org.evcharging.central.http.HttpApi;
import org.evcharging.central.http.HttpServer;
import org.evcharging.central.http.Readiness.Check;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.kafka.FirstPositions;
import org.evcharging.central.kafka.ForeignCentral;
import org.evcharging.central.kafka.KafkaInputs;
import org.evcharging.central.kafka.NetworkFeed;
import org.evcharging.central.kafka.OutboxPublisher;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.monitors.MonitorConnections;
import org.evcharging.central.monitors.MonitorOrders;
import org.evcharging.central.monitors.MonitorServer;
import org.evcharging.central.monitors.MonitorServerConfig;
import org.evcharging.central.state.BoardFeed;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.DeadlineTimer;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.RequestBoard;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.console.UserError;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that runs the network. It opens the database and its screens at once, then waits for
 * Kafka as long as it takes, and only then lets Monitors in. Thread-safe.
 */
public final class Central implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Central.class);

  private final CentralConfig config;
  private final Consumer<String> onFailure;
  private final Clocks clock = Clocks.system();
  private final MessageBoard messages = new MessageBoard();
  private final RequestBoard requests = new RequestBoard();
  private final SqliteStore store;
  private final String token;
  private final Journal journal;
  private final ChargingNetwork network;
  private final MonitorConnections connections = new MonitorConnections();
  private final MonitorOrders orders;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final Thread starter;

  /** In the order in which they were started; closed from the last. */
  @GuardedBy("this")
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  private volatile Optional<KafkaInputs> kafkaInputs = Optional.empty();
  private volatile Optional<OutboxPublisher> publisher = Optional.empty();
  private volatile int monitorPort;

  private Central(CentralConfig config, SqliteStore store, String token, Consumer<String> onFailure)
      throws StoreFailure {
    this.config = config;
    this.onFailure = onFailure;
    this.store = store;
    this.token = token;
    Recovered disk = store.recovered();
    SetAside setAside = SetAside.beside(config.database());
    this.journal =
        new Journal(
            store,
            clock,
            JournalOptions.DEFAULT,
            setAside,
            failure -> onFailure.accept(String.valueOf(failure.getMessage())));
    NetworkState state =
        Restart.networkFrom(disk, new NetworkPolicy(config.openDrivers()), System.nanoTime());
    this.network =
        new ChargingNetwork(
            state, journal, this::now, disk.epoch(), Restart.culprits(disk, setAside));
    this.orders = new MonitorOrders(network, network::chargePointIds);
    this.starter = Thread.ofPlatform().name("central start").unstarted(this::waitForKafka);
  }

  /**
   * Opens the database and begins; returns without waiting for Kafka.
   *
   * @param onFailure told in one line, from any thread, that Central cannot go on: close it
   * @throws UserError if the database or a port cannot be had
   */
  public static Central open(CentralConfig config, Consumer<String> onFailure) {
    try {
      SqliteStore store = SqliteStore.open(config.database());
      Central central = assemble(config, store, onFailure);
      central.begin();
      return central;
    } catch (StoreFailure e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Central assemble(
      CentralConfig config, SqliteStore store, Consumer<String> onFailure) throws StoreFailure {
    try {
      // Not before the database is this Central's: another one's token must stay as it is.
      String token = OperatorToken.keep(config.tokenFile(), config.token());
      return new Central(config, store, token, onFailure);
    } catch (StoreFailure | UserError e) {
      store.close();
      throw e;
    }
  }

  private void begin() {
    owns(store);
    // Closed a second time at the end, it lets go whoever waits for a journal that never began.
    owns(journal);
    try {
      owns(HttpServer.start(config.http(), api()));
    } catch (IOException e) {
      close();
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    starter.start();
  }

  private void waitForKafka() {
    try {
      Optional<Topics> topics = Topics.await(config.bootstrap(), this::say, this::isClosing);
      if (topics.isPresent()) {
        run(topics.get());
      }
    } catch (StoreFailure | IOException | ForeignCentral | RuntimeException e) {
      LOG.debug("central cannot start", e);
      onFailure.accept(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Listeners before the journal, the journal before whatever decides; they are closed the other
   * way round.
   */
  private void run(Topics topics)
      throws StoreFailure, IOException, ForeignCentral, InterruptedException {
    Recovered disk = store.recovered();
    Heartbeat heartbeat = new Heartbeat(disk.epoch(), disk.database());
    owns(
        CentralWatch.begin(
            config.bootstrap(), heartbeat, clock, this::say, onFailure, this::isClosing));
    List<InputPosition> positions =
        FirstPositions.settle(config.bootstrap(), topics, store, clock.instant());
    OutboxPublisher sender =
        owns(
            OutboxPublisher.start(
                config.bootstrap(), store, clock, journal::outboxAcknowledgedTo, onFailure));
    publisher = Optional.of(sender);
    listen(sender);
    listen(owns(NetworkFeed.start(config.bootstrap(), heartbeat, network.announcements(), clock)));
    listen(connections);
    listen(owns(new BoardFeed(messages, requests, clock)));
    // Closed before those it tells of its last commits.
    owns(journal).start();
    MonitorServer monitors =
        owns(
            MonitorServer.start(
                MonitorServerConfig.on(config.listen()), network, connections, orders));
    monitorPort = monitors.port();
    KafkaInputs kafka =
        owns(
            KafkaInputs.start(
                config.bootstrap(), positions, store, network, clock, this::say, onFailure));
    kafkaInputs = Optional.of(kafka);
    owns(new DeadlineTimer(network, kafka::lookAgain, clock, onFailure)).start();
    say("Central is ready: Monitors on port " + monitorPort + ", Kafka at " + config.bootstrap());
    running.countDown();
  }

  /** Waits until it takes requests. Also returns when it is closed before that. */
  public void awaitRunning() throws InterruptedException {
    running.await();
  }

  /** Tells whether it takes requests. */
  public boolean isRunning() {
    return monitorPort != 0 && running.getCount() == 0;
  }

  /** Where Monitors connect to; 0 until it is running. */
  public int monitorPort() {
    return monitorPort;
  }

  public MessageBoard messages() {
    return messages;
  }

  /** Where inputs that do not come by Kafka or TCP are decided: for benchmarks and simulations. */
  public NetworkInputs inputs() {
    return network;
  }

  /** What operators can do. */
  public OperatorDesk desk() {
    return new DeskWhenRunning(orders, this::isRunning);
  }

  /** What the dashboard shows. */
  public DashboardSource screen() {
    return new DashboardSource() {
      @Override
      public NetworkSnapshot snapshot() {
        return network.snapshot();
      }

      @Override
      public List<RequestBoard.RequestLine> requests() {
        return requests.lines();
      }
    };
  }

  private HttpApi api() {
    return new HttpApi(
        this::checks,
        network::snapshot,
        desk(),
        network,
        store,
        new CentralFigures(
            network,
            journal,
            store,
            connections,
            () -> publisher.map(OutboxPublisher::backlog).orElse(0L)),
        this::isRunning,
        token);
  }

  private List<Check> checks() {
    boolean isRunning = running.getCount() == 0;
    boolean connected = kafkaInputs.map(KafkaInputs::connected).orElse(false);
    return List.of(
        check("kafka", connected, config.bootstrap() + " cannot be reached"),
        check("monitors", isRunning, "not let in before Kafka is there"),
        check("inputs", network.hasCaughtUp(), "not read to their ends yet"));
  }

  private static Check check(String name, boolean isUp, String problem) {
    return isUp ? Check.up(name) : Check.down(name, problem);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** In whole milliseconds, which every store and every client keeps as they are. */
  private Moment now() {
    return new Moment(clock.instant().truncatedTo(ChronoUnit.MILLIS), clock.nanos());
  }

  private void say(String line) {
    LOG.info("{}", line);
    messages.post(new MessageBoard.Message(clock.instant(), Level.INFO, line));
  }

  private void listen(CommitListener listener) {
    journal.addListener(listener);
  }

  private synchronized <T extends AutoCloseable> T owns(T part) {
    parts.push(part);
    return part;
  }

  /**
   * Takes no new work, lets what is in hand reach the disk and Kafka, and ends every thread; within
   * 5 s. What does not reach Kafka is sent after the next start. Idempotent.
   */
  @Override
  public void close() {
    closing.countDown();
    running.countDown();
    try {
      starter.interrupt();
      starter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (AutoCloseable part : takeParts()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("part={} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private synchronized List<AutoCloseable> takeParts() {
    List<AutoCloseable> all = List.copyOf(parts);
    parts.clear();
    return all;
  }
}
