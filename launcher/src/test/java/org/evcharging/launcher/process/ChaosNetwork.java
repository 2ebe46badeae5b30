package org.evcharging.launcher.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A network whose programs are killed and started again, each with the ports and folders it had: a
 * fleet, and charge points whose engine and monitor are programs of their own. For one thread.
 */
final class ChaosNetwork implements AutoCloseable {
  private static final String FLEET = "fleet";

  /** Those whom a driver can ask: the colours of all others say why not. */
  private static final String AVAILABLE = "\"AVAILABLE\"";

  /** What a driver begins with: not enough for all that the busiest of them want. */
  private static final String EUROS = "8";

  private final Path folder;
  private final int fleetSize;
  private final int kafkaPort = EvProcess.lastingPort();
  private final int monitorPort = EvProcess.lastingPort();
  private final int httpPort = EvProcess.lastingPort();
  final int deskPort = EvProcess.lastingPort();

  /** By name, so that a seed picks the same victims each time. */
  private final Map<String, List<String>> commands = new TreeMap<>();

  private final Map<String, EvProcess> running = new TreeMap<>();
  private final List<String> ids;

  /**
   * @param fleetSize how many charge points share one program
   * @param chargePoints how many have programs of their own
   * @param seed decides what the fleet's drivers do
   */
  ChaosNetwork(Path folder, int fleetSize, int chargePoints, long seed) {
    this.folder = folder;
    this.fleetSize = fleetSize;
    this.ids = IntStream.rangeClosed(1, chargePoints).mapToObj("MAD-%02d"::formatted).toList();
    commands.put("kafka", List.of("broker", "--port", "" + kafkaPort));
    commands.put(
        "central",
        List.of(
            "central",
            "--headless",
            "--open-drivers",
            EUROS,
            "--bootstrap",
            bootstrap(),
            "--listen",
            "" + monitorPort,
            "--http",
            "" + httpPort,
            "--desk",
            "" + deskPort,
            "--clearing",
            "0"));
    // Short stays: so each kill hits sessions that begin or end, not only some that go on.
    commands.put(
        FLEET,
        fleet(
            "--seed", "" + seed, "--busy", "40%", "--stay", "12s", "--speed", "60", "--faults=1%"));
    ids.forEach(this::addChargePoint);
  }

  private List<String> fleet(String... habits) {
    List<String> command = new ArrayList<>(List.of("fleet", "--charge-points", "" + fleetSize));
    command.addAll(List.of("--prefix", "FLEET", "--data", "fleet"));
    command.addAll(List.of("--central", "localhost:" + monitorPort, "--bootstrap", bootstrap()));
    command.addAll(List.of(habits));
    return command;
  }

  private void addChargePoint(String id) {
    int port = EvProcess.lastingPort();
    commands.put(
        "engine " + id,
        List.of(
            "engine",
            "--listen",
            "" + port,
            "--bootstrap",
            bootstrap(),
            "--auto",
            "3s",
            "--speed",
            "60",
            "--data",
            "engine-" + id));
    commands.put(
        "monitor " + id,
        List.of(
            "monitor",
            "--engine",
            "localhost:" + port,
            "--central",
            "localhost:" + monitorPort,
            "--id",
            id,
            "--site",
            "Madrid",
            "--location",
            "Gran Vía 1",
            "--price",
            "0.25",
            "--power",
            "22000"));
  }

  String bootstrap() {
    return "localhost:" + kafkaPort;
  }

  List<String> chargePoints() {
    return ids;
  }

  void startAll() {
    start("kafka");
    running.get("kafka").awaitLine(line -> line.contains("ready on"), EvNetwork.SOON);
    start("central");
    running.get("central").awaitLine(line -> line.contains("Central is ready"), EvNetwork.SOON);
    for (String id : ids) {
      start("engine " + id);
      start("monitor " + id);
    }
    for (String id : ids) {
      running.get("central").awaitLine(line -> line.contains(id + " connected"), EvNetwork.SOON);
    }
    // Last: of so many Central's log leaves lines out.
    start(FLEET);
    running.get(FLEET).awaitLine(line -> line.contains("are connected"), EvNetwork.SOON);
  }

  /** Starts it if it does not run. */
  void start(String name) {
    EvProcess before = running.get(name);
    if (before == null || !before.alive()) {
      running.put(name, EvProcess.start(folder, commands.get(name).toArray(String[]::new)));
    }
  }

  /** Kills one program of a kind; returns its name. */
  String kill(String kind, Random dice) {
    List<String> victims =
        commands.keySet().stream().filter(name -> name.startsWith(kind)).toList();
    String victim = victims.get(dice.nextInt(victims.size()));
    running.get(victim).kill9();
    return victim;
  }

  /** Makes drivers known, so that money can be moved for them before they first ask. */
  void add(List<String> drivers) {
    List<String> command = new ArrayList<>(List.of("admin", "driver", "add"));
    command.addAll(drivers);
    command.addAll(List.of("--top-up", EUROS, "--central", "http://localhost:" + httpPort));
    EvProcess add = EvProcess.start(folder, command.toArray(String[]::new));
    if (add.awaitExit(EvNetwork.SOON) != 0) {
      throw new AssertionError(add.toString());
    }
  }

  /** A driver who asks for so many services, at charge points in an order of their own. */
  void startDriver(String id, List<String> services) {
    Path file = folder.resolve("services-" + id + ".txt");
    try {
      Files.write(file, services);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    commands.put(
        "driver " + id,
        List.of("driver", "--bootstrap", bootstrap(), "--id", id, "batch", file.toString()));
    start("driver " + id);
  }

  /** Stops all who ask: the drivers, and the fleet, which comes back without any. */
  void stopAsking() {
    // It may have been killed last, and is only starting.
    running.get(FLEET).awaitLine(line -> line.contains("charge points from"), EvNetwork.SOON);
    List<EvProcess> asking = new ArrayList<>();
    running.forEach((name, process) -> {
      if (name.startsWith("driver") || name.equals(FLEET)) {
        asking.add(process);
      }
    });
    asking.forEach(EvProcess::sigterm);
    asking.forEach(SigtermTest::endsWell);
    commands.put(FLEET, fleet("--busy", "0%", "--faults", "0%"));
    start(FLEET);
  }

  /** Tells whether every charge point would take a driver. */
  boolean allAvailable() {
    EvProcess list =
        EvProcess.start(folder, "driver", "--bootstrap", bootstrap(), "--json", "list");
    list.awaitExit(EvNetwork.SOON);
    return list.stdout().stream().filter(line -> line.contains(AVAILABLE)).count()
        == ids.size() + fleetSize;
  }

  DatabaseFile database() {
    return new DatabaseFile(folder.resolve("ev.db"));
  }

  long sessionsEnded() throws SQLException {
    return Long.parseLong(sql("ev.db", "SELECT count(*) FROM session WHERE state = 'ENDED'"));
  }

  /** Makes a copy of the database in which one session has 1 Wh too much; returns its id. */
  String plantFault(String copy) throws SQLException {
    sql("ev.db", "VACUUM INTO '" + folder.resolve(copy) + "'");
    return sql(
        copy,
        "UPDATE session SET energy_wh = energy_wh + 1 WHERE id ="
            + " (SELECT max(id) FROM session WHERE state = 'ENDED') RETURNING id");
  }

  private String sql(String database, String statement) throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve(database);
    try (Connection connection = DriverManager.getConnection(url);
        Statement prepared = connection.createStatement()) {
      return prepared.execute(statement) ? prepared.getResultSet().getString(1) : "";
    }
  }

  /** {@code ev admin check}, ended. */
  EvProcess check(String... options) {
    List<String> command = new ArrayList<>(List.of("admin", "check", "--bootstrap", bootstrap()));
    command.addAll(List.of(options));
    EvProcess check = EvProcess.start(folder, command.toArray(String[]::new));
    check.awaitExit(EvNetwork.SOON);
    return check;
  }

  /** The last lines of every program that was not killed just now. */
  String tails() {
    StringBuilder text = new StringBuilder();
    running.forEach((name, process) -> {
      List<String> lines = process.stderr();
      text.append("--- ").append(name).append(process.alive() ? "" : " (ended)").append('\n');
      lines
          .subList(Math.max(0, lines.size() - 40), lines.size())
          .forEach(line -> text.append(line).append('\n'));
    });
    return text.toString();
  }

  @Override
  public void close() {
    running.values().forEach(EvProcess::close);
  }
}
