package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.evcharging.launcher.process.Json.number;
import static org.evcharging.launcher.process.Json.text;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.evcharging.central.admin.check.Report;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A network with one charge point that stands while a class of tests kills its programs; whole
 * again before each test. What it remembers of the tests before is part of the trial: a bill of
 * theirs that changes is seen.
 */
final class LastingNetwork implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  static final String ID = "MAD-01";

  private static final BigDecimal EUROS_A_KWH = new BigDecimal("0.25");

  /** No battery is full within a test, and every second supplies more than a hundred Wh. */
  private static final String SPEED = "--speed=30";

  /** Several, so that they also meet in one account. */
  private static final int CUSTOMERS = 2;

  private final int customers;
  private final List<String> engineOptions;
  private final int enginePort = EvProcess.lastingPort();
  private Path folder;
  private EvNetwork network;
  private KafkaRecords kafka;
  private EvProcess broker;
  private EvProcess central;
  private EvProcess engine;
  private EvProcess monitor;
  private int drivers;
  private volatile String newestDriver = "";
  private Optional<DeskQueue> queue = Optional.empty();

  /** A session, as its driver knows it. */
  record Supply(String requestId, String driver, String session) {}

  /** One with nobody at its money desk. */
  LastingNetwork() {
    this(0, SPEED);
  }

  private LastingNetwork(int customers, String... engineOptions) {
    this.customers = customers;
    this.engineOptions = List.of(engineOptions);
  }

  /**
   * One in which money moves: there are always customers at the desk who pay in for the driver who
   * charges, and take out, whatever is killed.
   */
  static LastingNetwork withCustomers() {
    return new LastingNetwork(CUSTOMERS, SPEED);
  }

  /** One with an Engine of its own kind. */
  static LastingNetwork withEngine(String... options) {
    return new LastingNetwork(0, options);
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("ev-lasting");
    network = new EvNetwork(folder);
    startBroker();
    kafka = new KafkaRecords(network.bootstrap());
    central = network.centralWithoutWaiting();
    startEngine();
    startMonitor();
    central.awaitLine(line -> line.contains("Central is ready"), EvNetwork.SOON);
    // Before its first life sign nothing bad is known of a charge point, and it reads as available.
    monitor.awaitLine(line -> line.contains("engine ok"), EvNetwork.SOON);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    makeWhole();
    List.of(broker, central, engine, monitor).forEach(EvProcess::passOverLines);
  }

  private void makeWhole() {
    if (!broker.alive()) {
      startBroker();
    }
    if (!central.alive()) {
      central = network.central();
    }
    if (!engine.alive()) {
      startEngine();
    }
    if (!monitor.alive()) {
      startMonitor();
    }
    eventually(() -> lastState().contains("\"AVAILABLE\""));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    try {
      if (queue.isPresent()) {
        makeWhole();
        queue.get().close();
        queue.get().eachOrderWasDoneOnce(network.database());
        everythingAddsUp();
      }
    } finally {
      clearUp();
    }
  }

  /** As {@code ev admin check} sees it, once nothing is under way any more. */
  private void everythingAddsUp() {
    await().atMost(EvNetwork.SOON).until(network::check, LastingNetwork::isSettled);
  }

  /** What is under way is pending, never wrong. */
  private static boolean isSettled(Report report) {
    assertThat(report.problems()).as("%s", report).isEmpty();
    return report.centralLives()
        && report.pending().all() == 0
        && report.sessions().unsettled() == 0;
  }

  private void clearUp() throws IOException {
    kafka.close();
    network.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  EvProcess broker() {
    return broker;
  }

  EvProcess central() {
    return central;
  }

  EvProcess engine() {
    return engine;
  }

  EvProcess monitor() {
    return monitor;
  }

  /** Where the Monitor talks to the Engine. */
  int enginePort() {
    return enginePort;
  }

  KafkaRecords kafka() {
    return kafka;
  }

  EvNetwork programs() {
    return network;
  }

  void startBroker() {
    broker = network.broker();
  }

  /** Returns when its Monitor is connected. */
  void startCentral() {
    central = network.central();
    central.awaitLine(line -> line.contains(ID + " connected"), EvNetwork.SOON);
  }

  void startEngine() {
    engine = network.engine(enginePort, engineOptions.toArray(String[]::new));
  }

  void startMonitor() {
    monitor = network.monitor(ID, enginePort);
  }

  void cutPower() {
    EvNetwork.kill9(List.of(broker, central, engine, monitor));
  }

  /** All at once, in an order that makes the first ones wait for the last. */
  void startEverything() {
    startMonitor();
    startEngine();
    central = network.centralWithoutWaiting();
    startBroker();
  }

  /** A driver's id that was not used before. */
  String freshDriver() {
    return "D" + ++drivers;
  }

  /** A session that may be plugged in. */
  Supply authorized() {
    String driver = freshDriver();
    kafka.request("r-" + driver, driver, ID);
    return authorized("r-" + driver, driver);
  }

  /** The same, when something else has asked for it. */
  Supply authorized(String requestId, String driver) {
    await()
        .atMost(EvNetwork.SOON)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(answers(requestId)).as("%s", central).isNotEmpty());
    assertThat(answers(requestId).getFirst()).as("%s", central).contains("\"Authorized\"");
    engine.awaitLine(line -> line.contains(driver + " may plug in"), EvNetwork.SOON);
    sendCustomersTo(driver);
    return new Supply(requestId, driver, text("sessionId", answers(requestId).getFirst()));
  }

  private void sendCustomersTo(String driver) {
    newestDriver = driver;
    if (queue.isEmpty() && customers > 0) {
      queue = Optional.of(new DeskQueue(customers, network.deskPort, () -> newestDriver));
    }
  }

  private List<String> answers(String requestId) {
    return kafka.notifications(quoted(requestId)).stream()
        .filter(told -> told.contains("\"Authorized\"") || told.contains("\"Denied\""))
        .toList();
  }

  /** A supply of which Central has a reading above 0 Wh. */
  Supply charging() {
    Supply supply = authorized();
    engine.type("plug");
    eventually(() -> progress(supply).size() >= 2);
    return supply;
  }

  /** The driver stops what was authorised, or goes on. */
  void stop(Supply supply) {
    kafka.write(
        "ev.requests",
        ID,
        """
        {"type":"StopCharging","requestId":"s-%s","driverId":"%s","chargePointId":"%s",\
        "sessionId":"%s"}\
        """
            .formatted(supply.session(), supply.driver(), ID, supply.session()));
    eventually(() -> !kafka.notifications("\"Ticket\"", quoted(supply.session())).isEmpty());
  }

  /** All progress that was sent of a supply so far. */
  List<String> progress(Supply supply) {
    return kafka.notifications("\"Progress\"", quoted(supply.session()));
  }

  /** What Central told last of the charge point. */
  String lastState() {
    List<String> states = kafka.read("ev.network", "\"MAD-01\"");
    return states.isEmpty() ? "" : states.getLast();
  }

  /** The lines of the Engine's journal about a session. */
  List<String> journal(Supply supply) {
    return network.journal(enginePort).stream()
        .filter(line -> line.contains(" " + supply.session()))
        .toList();
  }

  /** What the Engine last wrote down of a supply: a reading, or its end. */
  long writtenWh(Supply supply) {
    String last =
        journal(supply).stream()
            .filter(line -> line.contains(" READING ") || line.contains(" ENDED "))
            .reduce((_, later) -> later)
            .orElseThrow();
    return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
  }

  /** What the Engine told of the end; it may have told so more than once. */
  long suppliedWh(Supply supply) {
    eventually(() -> !kafka.read("ev.events", "\"Ended\"", quoted(supply.session())).isEmpty());
    List<Long> told =
        kafka.read("ev.events", "\"Ended\"", quoted(supply.session())).stream()
            .map(ended -> number("energyWh", ended))
            .distinct()
            .toList();
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  /** The supply has one ticket, to the Wh and the cent, and nothing was ever corrected. */
  void billedOnce(Supply supply, EndReason reason, long energyWh) {
    eventually(() -> !kafka.notifications("\"Ticket\"", quoted(supply.session())).isEmpty());
    String ticket = kafka.notifications("\"Ticket\"", quoted(supply.session())).getFirst();
    assertThat(ticket).contains(quoted(reason.name()));
    assertThat(number("energyWh", ticket)).isEqualTo(energyWh);
    assertThat(number("amountCents", ticket)).isEqualTo(cents(energyWh));
    assertThat(kafka.notifications("\"Corrected\"", quoted(supply.session()))).isEmpty();
    assertThat(row(supply)).isEqualTo(reason + "|" + energyWh + "|" + cents(energyWh));
    moneyAddsUp();
  }

  /** Outcome and reason of a driver's session; empty while it is open. */
  String endOf(String driver) {
    List<String> over =
        network.sql(
            "SELECT state, coalesce(end_reason, denial_reason) FROM session"
                + " WHERE over_at IS NOT NULL AND driver = '%s'".formatted(driver));
    return over.isEmpty() ? "" : over.getFirst();
  }

  /** End reason, energy and amount of a session, as Central's database has them. */
  String row(Supply supply) {
    return network
        .sql(
            "SELECT end_reason, energy_wh, amount_cents FROM session"
                + " WHERE state = 'ENDED' AND id = '%s'".formatted(supply.session()))
        .getFirst();
  }

  /** All sessions so far: rows, tickets with their corrections, and totals say the same. */
  void moneyAddsUp() {
    assertThat(
            network.sql(
                """
                SELECT ended_sessions - count(*), sold_wh - sum(energy_wh), sold_cents - sum(amount_cents)
                FROM session, meta WHERE state = 'ENDED'
                """))
        .containsExactly("0|0|0");
    assertThat(
            network.sql(
                "SELECT DISTINCT price_micros_per_kwh FROM session WHERE charge_point = '%s'"
                    .formatted(ID)))
        .containsExactly(EUROS_A_KWH.movePointRight(6).toPlainString());
    await().atMost(EvNetwork.SOON).untilAsserted(this::everySessionHasOneTicket);
  }

  private void everySessionHasOneTicket() {
    for (String row :
        network.sql(
            """
            SELECT id, energy_wh, amount_cents, price_micros_per_kwh FROM session
            WHERE state = 'ENDED'
            """)) {
      String[] columns = row.split("\\|", -1);
      List<String> tickets = kafka.notifications("\"Ticket\"", quoted(columns[0]));
      List<String> corrected = kafka.notifications("\"Corrected\"", quoted(columns[0]));
      assertThat(tickets).hasSize(1);
      assertThat(corrected).hasSizeLessThan(2);
      String last = corrected.isEmpty() ? tickets.getFirst() : corrected.getFirst();
      assertThat(number("energyWh", last)).isEqualTo(Long.parseLong(columns[1]));
      assertThat(number("amountCents", last)).isEqualTo(Long.parseLong(columns[2]));
      assertThat(cents(number("energyWh", last), BigDecimal.valueOf(Long.parseLong(columns[3]), 6)))
          .isEqualTo(Long.parseLong(columns[2]));
    }
  }

  static long cents(long energyWh) {
    return cents(energyWh, EUROS_A_KWH);
  }

  private static long cents(long energyWh, BigDecimal eurosAKwh) {
    return BigDecimal.valueOf(energyWh)
        .multiply(eurosAKwh)
        .movePointLeft(1) // Wh to kWh, euros to cents
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static void eventually(Callable<Boolean> condition) {
    await().atMost(EvNetwork.SOON).pollInterval(Duration.ofMillis(100)).until(condition);
  }
}
