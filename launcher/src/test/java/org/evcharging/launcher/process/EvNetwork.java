package org.evcharging.launcher.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.evcharging.central.admin.check.Audit;
import org.evcharging.central.admin.check.Report;

/**
 * The programs of a network, each a process of its own in one folder, as an operator starts them.
 * All are killed when it is closed.
 */
final class EvNetwork implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);

  final int kafkaPort = EvProcess.lastingPort();
  final int monitorPort = EvProcess.lastingPort();

  /** Where all charge points are. */
  static final String SITE = "Madrid";

  final int httpPort = EvProcess.lastingPort();
  final int deskPort = EvProcess.lastingPort();
  final int clearingPort = EvProcess.lastingPort();

  private final Path folder;
  private final Deque<EvProcess> processes = new ArrayDeque<>();

  private final String bootstrap;

  /** A network with a broker of its own, see {@link #broker}. */
  EvNetwork(Path folder) {
    this.folder = folder;
    this.bootstrap = "localhost:" + kafkaPort;
  }

  /** A network on a Kafka that is already there. */
  EvNetwork(Path folder, String bootstrap) {
    this.folder = folder;
    this.bootstrap = bootstrap;
  }

  String bootstrap() {
    return bootstrap;
  }

  EvProcess broker() {
    EvProcess broker = start("broker", "--port", "" + kafkaPort);
    broker.awaitLine(line -> line.contains("" + kafkaPort), SOON);
    return broker;
  }

  /** Central that admits every driver, running. */
  EvProcess central() {
    EvProcess central = centralWithoutWaiting();
    central.awaitLine(line -> line.contains("Central is ready"), SOON);
    return central;
  }

  EvProcess centralWithoutWaiting() {
    return start(
        "central",
        "--headless",
        "--open-drivers",
        "100",
        "--bootstrap",
        bootstrap(),
        "--listen",
        "" + monitorPort,
        "--http",
        "" + httpPort,
        "--desk",
        "" + deskPort,
        "--clearing",
        "" + clearingPort);
  }

  /**
   * An Engine and its Monitor.
   *
   * @param enginePort names the Engine's folder too: one started there again is the same one
   */
  record ChargePoint(EvProcess engine, EvProcess monitor, int enginePort) {
    /** Waits until it can charge. */
    ChargePoint available(EvProcess central, String id) {
      monitor.awaitLine(line -> line.contains("engine ok"), SOON);
      central.awaitLine(line -> line.contains(id + " connected"), SOON);
      return this;
    }
  }

  ChargePoint chargePoint(String id, String... engineOptions) {
    int port = EvProcess.lastingPort();
    return new ChargePoint(engine(port, engineOptions), monitor(id, port), port);
  }

  /** A Monitor alone: a new one, or one that was killed. */
  EvProcess monitor(String id, int enginePort) {
    return start(
        "monitor",
        "--engine",
        "localhost:" + enginePort,
        "--central",
        "localhost:" + monitorPort,
        "--id",
        id,
        "--site",
        SITE,
        "--location",
        "Gran Vía 1",
        "--price",
        "0.25",
        "--power",
        "22000");
  }

  /** An Engine alone: a new one, or one that was killed. */
  EvProcess engine(int port, String... options) {
    List<String> command =
        new ArrayList<>(List.of("engine", "--listen", "" + port, "--bootstrap", bootstrap()));
    command.addAll(List.of(options));
    return start(command.toArray(String[]::new));
  }

  /** Kills all of them with one command, which is as close as a test comes to a power cut. */
  static void kill9(List<EvProcess> programs) {
    EvProcess.signal("KILL", programs);
    programs.forEach(program -> program.awaitExit(SOON));
  }

  /** The lines of an Engine's journal now; a last one that is being written is left out. */
  List<String> journal(int enginePort) {
    Path file = folder.resolve("ev-data").resolve("engine-" + enginePort).resolve("supply.journal");
    try {
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  EvProcess driver(String id, String... command) {
    List<String> all = new ArrayList<>(List.of("driver", "--bootstrap", bootstrap(), "--id", id));
    all.addAll(List.of(command));
    return start(all.toArray(String[]::new));
  }

  /** The operator's. */
  String token() throws IOException {
    return Files.readString(Path.of(database().path() + ".token")).strip();
  }

  /** What {@code ev admin} prints on Central's own machine, where it finds the token by itself. */
  List<String> admin(String... command) {
    List<String> all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(command));
    all.addAll(List.of("--central", "http://localhost:" + httpPort));
    EvProcess admin = start(all.toArray(String[]::new));
    if (admin.awaitExit(SOON) != 0) {
      throw new AssertionError(admin.toString());
    }
    return admin.stdout();
  }

  EvProcess start(String... args) {
    EvProcess process = EvProcess.start(folder, args);
    processes.push(process);
    return process;
  }

  Path file(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code /health/…} answers. */
  String health(String which) throws IOException {
    URI uri = URI.create("http://localhost:" + httpPort + "/health/" + which);
    try (InputStream answer = uri.toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Central's database. */
  DatabaseFile database() {
    return new DatabaseFile(folder.resolve("ev.db"));
  }

  /** The rows of a query on Central's database, their columns joined by {@code |}. */
  List<String> sql(String query) {
    return database().rows(query);
  }

  /** What {@code ev admin check} finds. */
  Report check() {
    return Audit.of(bootstrap(), database().path(), InstantSource.system());
  }

  @Override
  public void close() {
    processes.forEach(EvProcess::close);
  }
}
