package org.evcharging.central.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.Input.OnDisk;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.http.Readiness.Check;
import org.evcharging.central.http.live.Live;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.monitors.MonitorOrders;
import org.evcharging.central.monitors.RandomHex;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.AnswerTimes;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.ChargingNetwork;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.MoneyFlows;
import org.evcharging.central.state.Sites;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.Tariff;
import org.evcharging.time.Clocks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An HTTP server before a network, a journal and a database that are all real; only Kafka and
 * Monitors are not there, whose inputs the scene submits itself.
 */
public final class ApiScene implements AutoCloseable {
  private static final Money OPENING_BALANCE = new Money(100_00);
  public static final String TOKEN = "the-operators-token";
  static final String VIEWER_TOKEN = "a-viewers-token";

  private static final JsonMapper JSON = new JsonMapper();

  private final Path database;
  private final SqliteStore store;
  private final Journal journal;
  private final Accounts accounts;
  private final ChargingNetwork network;
  private final Live live;
  private final AnswerTimes answers = new AnswerTimes(System::nanoTime);
  private final MoneyFlows money = new MoneyFlows();
  private final Storage cleared;
  private final Completion clearing;
  private final HttpApi api;
  private final HttpServer server;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
  private volatile boolean running = true;
  private long offset;
  private long sequence;

  public ApiScene(Path folder) throws IOException, StoreFailure, StorageFailure {
    this(folder, () -> List.of(Check.up("kafka")), InetAddress.getLoopbackAddress());
  }

  ApiScene(Path folder, Readiness readiness, InetAddress listen)
      throws IOException, StoreFailure, StorageFailure {
    database = folder.resolve("ev.db");
    store = SqliteStore.open(database);
    journal =
        new Journal(
            store,
            Clocks.system(),
            JournalOptions.DEFAULT,
            SetAside.beside(database),
            failure -> {
              throw new AssertionError(failure);
            });
    accounts = new Accounts(store, journal, ApiScene::now, Locks.REAL, List.of());
    Sites sites = new Sites(journal, ApiScene::now, Locks.REAL, store.sites(Instant.now()));
    network =
        new ChargingNetwork(
            new NetworkState(new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0)),
            accounts,
            sites,
            journal,
            ApiScene::now,
            Locks.REAL,
            1,
            Set.of());
    live = HttpApi.live(network::snapshot, List::of);
    journal.addListener(live.sites());
    journal.addListener(answers);
    journal.addListener(money);
    journal.start();
    cleared = new Storage(SqliteTables.open(folder.resolve("clearing.db")), Locks.REAL);
    clearing = new Completion(cleared, Instant::now, Locks.REAL);
    api =
        new HttpApi(
            readiness,
            network::snapshot,
            new MonitorOrders(
                network,
                network::chargePointIds,
                RandomHex::next,
                Thread::startVirtualThread,
                timer),
            network,
            accounts,
            new BookingDesk(network, accounts, sites),
            clearing,
            live,
            store,
            new Counted(),
            () -> running,
            new Tokens(TOKEN, Optional.of(VIEWER_TOKEN), store));
    server = HttpServer.start(new InetSocketAddress(listen, 0), api);
    Future<?> _ =
        timer.scheduleWithFixedDelay(
            () -> live.network().step(Duration.ZERO), 0, 20, TimeUnit.MILLISECONDS);
  }

  public Completion clearing() {
    return clearing;
  }

  /** A member uploads one CDR, by which another owes it 3.09 €. */
  public void uploads(MemberId member, MemberId debtor, ClearingPeriod period)
      throws StorageFailure {
    Instant end = Instant.parse("2026-11-20T19:30:00Z");
    Cdr cdr = new Cdr("c-1", member, debtor, end, end, new Energy(12_340), new Money(3_09));
    cleared.store(new Batch(period, member, 1, "digest", List.of(cdr)));
  }

  private static Moment now() {
    return new Moment(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
  }

  private final class Counted implements Figures {
    @Override
    public Outcomes outcomes() {
      return network.outcomes();
    }

    @Override
    public AnswerTimes.Spread answerTimes() {
      return answers.read();
    }

    @Override
    public Map<Movement, MoneyFlows.Flow> moneyFlows() {
      return money.read();
    }

    @Override
    public JournalCounters journalCounters() {
      return journal.counters();
    }

    @Override
    public List<LockReport> locks() {
      return List.of(
          network.lock().report(), accounts.lockReport(), journal.lockReport(), store.lockReport());
    }

    @Override
    public List<LockReport> mostWaitedForAccounts() {
      return accounts.mostWaitedFor();
    }

    @Override
    public long outboxBacklog() {
      return 7;
    }

    @Override
    public Map<Topic, Long> undecidedRecords() {
      return Map.of(Topic.REQUESTS, 5L, Topic.EVENTS, 0L);
    }

    @Override
    public boolean kafkaAnswers() {
      return true;
    }

    @Override
    public Connections connections() {
      return new Connections(3, 2, server.connections());
    }
  }

  HttpApi api() {
    return api;
  }

  HttpServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  /** Central waits for Kafka. */
  void notRunning() {
    running = false;
  }

  /** A charge point registers, and says that all is well. */
  public ApiScene connected(String id, String site, long link) throws Exception {
    submit(
        new Input.MonitorRegisters(
            link,
            new ChargePointId(id),
            "secret",
            new Place(site, "Gran Vía 1"),
            Tariff.ofEuros("0.25"),
            22_000,
            "salt",
            "c" + link));
    submit(new Input.LifeSign(new ChargePointId(id), link, new Health.Ok(), Optional.empty()));
    return this;
  }

  public ApiScene disconnected(String id, long link) throws Exception {
    submit(new Input.LinkClosed(new ChargePointId(id), link));
    return this;
  }

  public ApiScene admitted(String driver) throws Exception {
    submit(new Input.DriverAdded(new DriverId(driver), OPENING_BALANCE, "operator@test"));
    return this;
  }

  /** What the driver's token is, a new one. */
  String tokenOf(String driver) throws Exception {
    return json(post("/api/drivers/" + driver + "/token", "")).get("token").asString();
  }

  /** Offers places for an hour, a day from now. */
  HttpResponse<String> offer(String site, int capacity) throws Exception {
    return offerAfter(site, capacity, 0);
  }

  private HttpResponse<String> offerAfter(String site, int capacity, int others) throws Exception {
    Instant from = tomorrow.plus(Duration.ofHours(others));
    return post(
        "/api/sites/" + site + "/windows",
        "{\"from\":\"%s\",\"to\":\"%s\",\"capacity\":%d}"
            .formatted(from, from.plus(Duration.ofHours(1)), capacity));
  }

  /** The window that is offered. */
  String offers(String site, int capacity) throws Exception {
    return offersAfter(site, capacity, 0);
  }

  /** The window that is offered after so many others. */
  String offersAfter(String site, int capacity, int others) throws Exception {
    return json(offerAfter(site, capacity, others)).get("windowId").asString();
  }

  /** How many watch a site over WebSockets. */
  int watchers(String site) {
    return live.sites().count(new SiteName(site));
  }

  /** Who has a place, as it is on the disk. */
  List<String> driversInOnDisk(String window) throws SQLException {
    List<String> drivers = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        PreparedStatement statement =
            connection.prepareStatement("SELECT driver FROM booking WHERE site_window = ?")) {
      statement.setString(1, window);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          drivers.add(row.getString(1));
        }
      }
    }
    return drivers;
  }

  HttpResponse<String> delete(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .DELETE()
            .header("Authorization", "Bearer " + TOKEN)
            .build(),
        BodyHandlers.ofString());
  }

  /** A request as Kafka would bring it; the session's id is {@code S-} and the request's. */
  public SessionId asks(String request, String driver, String chargePoint) throws Exception {
    SessionId session = new SessionId("S-" + request);
    record(
        new Input.StartRequested(
            new Request.StartCharging(new RequestId(request), driver, chargePoint),
            Instant.now(),
            new OnDisk(store.request(key(driver, request))),
            session),
        Topic.REQUESTS);
    return session;
  }

  private static org.evcharging.central.core.RequestKey key(String driver, String request) {
    return new org.evcharging.central.core.RequestKey(new DriverId(driver), new RequestId(request));
  }

  public ApiScene confirmed(SessionId session, String chargePoint) throws Exception {
    return reported(new EngineEvent.Confirmed(origin(session, chargePoint)));
  }

  public ApiScene started(SessionId session, String chargePoint) throws Exception {
    return reported(new EngineEvent.Started(origin(session, chargePoint)));
  }

  public ApiScene metered(SessionId session, String chargePoint, long wh) throws Exception {
    return reported(
        new EngineEvent.MeterValue(origin(session, chargePoint), new Energy(wh), 11_000));
  }

  public ApiScene ended(SessionId session, String chargePoint, long wh) throws Exception {
    return reported(
        new EngineEvent.Ended(
            origin(session, chargePoint), new Why.Because(EndReason.UNPLUGGED), new Energy(wh)));
  }

  private ApiScene reported(EngineEvent event) throws Exception {
    record(new Input.EngineReported(event), Topic.EVENTS);
    return this;
  }

  private Origin origin(SessionId session, String chargePoint) {
    sequence++;
    return new Origin(new ChargePointId(chargePoint), session, 3, sequence);
  }

  private void record(Input input, Topic topic) throws InterruptedException {
    network.submit(
        input,
        new InputRecord(
            topic.topicName(),
            "topic-id",
            5,
            offset++,
            OptionalInt.empty(),
            System.nanoTime(),
            new byte[0],
            new byte[0]));
    network.snapshot();
  }

  private void submit(Input input) throws Exception {
    network.submit(input).committed().get();
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String token) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build(),
        BodyHandlers.ofString());
  }

  JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return post(path, body, Optional.of("Bearer " + TOKEN));
  }

  HttpResponse<String> post(String path, String body, Optional<String> authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.ofString(body));
    authorization.ifPresent(value -> request.header("Authorization", value));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  /** The audit log as it is on the disk, {@code who: what}. */
  public List<String> audit() throws SQLException {
    network.snapshot();
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT who, what FROM audit ORDER BY row")) {
      while (row.next()) {
        rows.add(row.getString(1) + ": " + row.getString(2));
      }
    }
    return rows;
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
    journal.close();
    store.close();
    cleared.close();
    timer.shutdownNow();
  }
}
