package org.evcharging.central;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.dashboard.DashboardSource;
import org.evcharging.central.desk.Desk;
import org.evcharging.central.desk.MoneyDesk;
import org.evcharging.central.http.Connections;
import org.evcharging.central.http.HttpApi;
import org.evcharging.central.http.HttpServer;
import org.evcharging.central.http.Readiness.Check;
import org.evcharging.central.http.live.Live;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.kafka.ForeignCentral;
import org.evcharging.central.kafka.InputReader;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.monitors.MonitorServer;
import org.evcharging.central.monitors.MonitorServerConfig;
import org.evcharging.central.state.AnswerTimes;
import org.evcharging.central.state.BoardFeed;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MoneyFlows;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.RefusedAttempts;
import org.evcharging.central.state.RequestBoard;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.clearing.Clearing;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.console.UserError;
import org.evcharging.lock.LockReport;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program that runs the network. It opens the database and its screens at once, then waits for
 * Kafka as long as it takes, and only then lets Monitors in. Thread-safe.
 */
public final class Central implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Central.class);

  /** How long each part may take to end what it has in hand; all of them within 5 s. */
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /** How often it is looked whether there is another Central. */
  private static final Duration LOOK = Duration.ofMillis(20);

  private final CentralConfig config;
  private final Consumer<String> onFailure;
  private final Surroundings around;
  private final MessageBoard messages = new MessageBoard();
  private final RequestBoard requests = new RequestBoard();
  private final SqliteStore store;
  private final Tokens tokens;
  private final CentralParts parts;
  private final Live live;
  private final AnswerTimes answers;
  private final MoneyFlows money = new MoneyFlows();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private final Thread starter;

  /** In the order in which they were started; closed from the last. */
  @GuardedBy("this")
  private final Deque<AutoCloseable> owned = new ArrayDeque<>();

  private volatile Optional<CentralParts.Begun> begun = Optional.empty();
  private volatile int monitorPort;
  private volatile Optional<HttpServer> http = Optional.empty();
  private volatile Optional<MoneyDesk> desk = Optional.empty();
  private volatile Optional<Clearing> clearing = Optional.empty();

  private Central(
      CentralConfig config, SqliteStore store, Tokens tokens, Consumer<String> onFailure)
      throws StoreFailure {
    this.config = config;
    this.onFailure = onFailure;
    this.store = store;
    this.tokens = tokens;
    this.around = Surroundings.ofThisProcess(config.bootstrap(), this::say, onFailure);
    this.parts =
        new CentralParts(
            store,
            SetAside.beside(config.database()),
            new NetworkPolicy(config.openDrivers()),
            around);
    this.live = HttpApi.live(parts.network()::snapshot, messages::messages);
    this.answers = new AnswerTimes(around.clocks()::nanos);
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
      return new Central(config, store, new Tokens(token, config.viewerToken(), store), onFailure);
    } catch (StoreFailure | UserError e) {
      store.close();
      throw e;
    }
  }

  private void begin() {
    owns(around.timer()::shutdownNow);
    owns(store);
    // Closed a second time at the end, it lets go whoever waits for a journal that never began.
    owns(parts.journal());
    try {
      Clearing cleared = owns(openClearing());
      clearing = Optional.of(cleared);
      http = Optional.of(owns(HttpServer.start(config.http(), api(cleared))));
      say("The web page is at http://" + hostFromHere(config.http()) + ":" + httpPort() + "/");
      drive("network watchers", live.network(), _ -> {});
      desk = Optional.of(owns(MoneyDesk.start(config.desk(), moneyDesk())));
    } catch (IOException | StorageFailure e) {
      close();
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
    starter.start();
  }

  private Clearing openClearing() throws IOException, StorageFailure {
    return Clearing.open(config.clearingDatabase(), config.clearing(), around.clocks(), onFailure);
  }

  /** By which name a browser on this machine finds what listens there. */
  private static String hostFromHere(InetSocketAddress listen) {
    InetAddress address = listen.getAddress();
    return address.isLoopbackAddress() || address.isAnyLocalAddress()
        ? "localhost"
        : listen.getHostString();
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
    CentralWatch watch = owns(parts.watch());
    while (!watch.isAlone()) {
      Thread.sleep(LOOK);
    }
    CentralParts.Begun all = parts.begin(topics);
    begun = Optional.of(all);
    drive("publisher", all.publisher(), all.publisher()::close);
    drive("network feed", all.feed(), all.feed()::close);
    parts.journal().addListener(answers);
    parts.journal().addListener(money);
    parts.journal().addListener(owns(new BoardFeed(messages, requests, around.clocks())));
    parts.journal().addListener(live.sites());
    // Closed before those it tells of its last commits.
    owns(parts.journal()).start();
    for (InputReader reader : all.inputs().readers()) {
      // Interrupted at once: nothing is lost if a record in hand is read again.
      owns(
          OwnThread.start(
              "input " + reader.topic().topicName(), Duration.ZERO, reader, _ -> reader.close()));
    }
    // What Engines said while Central was away comes before what Monitors say of them now: a
    // session that its Engine ended did not end by the fault that a Monitor sees in its restart.
    boolean _ = all.inputs().awaitCaughtUp(CentralParts.READING);
    MonitorServer monitors =
        owns(MonitorServer.start(MonitorServerConfig.on(config.listen()), parts.admission()));
    monitorPort = monitors.port();
    drive("deadlines", all.deadlines(), _ -> {});
    say("Central is ready: Monitors on port " + monitorPort + ", Kafka at " + config.bootstrap());
    running.countDown();
  }

  private void drive(String name, Stepped part, Consumer<Duration> end) {
    owns(OwnThread.start(name, CLOSE_PATIENCE, part, end));
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

  /** Where the HTTP API and the web page are served. */
  public int httpPort() {
    return http.map(HttpServer::port).orElse(0);
  }

  /** Where the money desk listens. */
  public int deskPort() {
    return desk.map(MoneyDesk::port).orElse(0);
  }

  /** Where members of a clearing connect to. */
  public int clearingPort() {
    return clearing.map(Clearing::port).orElse(0);
  }

  public MessageBoard messages() {
    return messages;
  }

  /** Where inputs that do not come by Kafka or TCP are decided: for benchmarks and simulations. */
  public NetworkInputs inputs() {
    return parts.network();
  }

  /** What operators can do. */
  public OperatorDesk desk() {
    return new DeskWhenRunning(parts.orders(), this::isRunning);
  }

  /** What the dashboard shows. */
  public DashboardSource screen() {
    return new Screen(parts.network(), requests);
  }

  private record Screen(ChargingNetwork network, RequestBoard board) implements DashboardSource {
    @Override
    public NetworkSnapshot snapshot() {
      return network.snapshot();
    }

    @Override
    public List<RequestBoard.RequestLine> requests() {
      return board.lines();
    }
  }

  private HttpApi api(Clearing cleared) {
    ChargingNetwork network = parts.network();
    return new HttpApi(
        this::checks,
        network::snapshot,
        desk(),
        network,
        parts.accounts(),
        parts.bookings(),
        cleared.completion(),
        live,
        store,
        figures(),
        this::isRunning,
        tokens);
  }

  private Desk moneyDesk() {
    RefusedAttempts refused =
        new RefusedAttempts(parts.network(), this::isRunning, around.clocks()::nanos);
    return new Desk(parts.accounts(), this::isRunning, tokens, refused::report, figures());
  }

  private CentralFigures figures() {
    return new CentralFigures(
        parts, store, () -> begun, answers, money, this::connections, this::clearingLocks);
  }

  private List<LockReport> clearingLocks() {
    return clearing.map(Clearing::lockReports).orElse(List.of());
  }

  private Connections connections() {
    return new Connections(
        parts.connections().size(),
        desk.map(MoneyDesk::connections).orElse(0),
        http.map(HttpServer::connections).orElse(0L));
  }

  private List<Check> checks() {
    boolean isRunning = running.getCount() == 0;
    boolean connected = begun.map(all -> all.inputs().connected()).orElse(false);
    return List.of(
        check("kafka", connected, config.bootstrap() + " cannot be reached"),
        check("monitors", isRunning, "not let in before Kafka is there"),
        check("inputs", parts.network().hasCaughtUp(), "not read to their ends yet"));
  }

  private static Check check(String name, boolean isUp, String problem) {
    return isUp ? Check.up(name) : Check.down(name, problem);
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void say(String line) {
    LOG.info("{}", line);
    messages.post(new MessageBoard.Message(around.clocks().instant(), Level.INFO, line));
  }

  private synchronized <T extends AutoCloseable> T owns(T part) {
    owned.push(part);
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
    for (AutoCloseable part : takeOwned()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("part={} did not close: {}", part.getClass().getSimpleName(), e.toString());
      }
    }
  }

  private synchronized List<AutoCloseable> takeOwned() {
    List<AutoCloseable> all = List.copyOf(owned);
    owned.clear();
    return all;
  }
}
