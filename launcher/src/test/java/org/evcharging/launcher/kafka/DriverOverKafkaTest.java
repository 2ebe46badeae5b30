package org.evcharging.launcher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.evcharging.console.CommandLines;
import org.evcharging.driver.Driver;
import org.evcharging.driver.DriverCli;
import org.evcharging.driver.DriverConfig;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Summary;
import org.evcharging.launcher.broker.EmbeddedBroker;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Subject;
import org.evcharging.message.Request;
import org.evcharging.message.Request.StopCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverOverKafkaTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir static Path brokerData;
  private static EmbeddedBroker broker;

  @TempDir Path folder;
  private final Heard heard = new Heard();
  private String output = "";
  private String words = "";

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start(brokerData, 0);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void aDriverWorksThroughItsServicesAndHearsOnlyItsOwn() throws Exception {
    try (StandInCentral central = central(DriverOverKafkaTest::supply);
        Driver driver = Driver.start(config("D1", "MAD-01", "FULL", "VLC-02"), heard)) {
      await().atMost(SOON).until(() -> !central.requests().isEmpty());
      supply(request("D2", "R-of-D2")).forEach(central::tell);

      Summary summary = driver.done().get(30, TimeUnit.SECONDS);

      assertThat(summary.requests()).isEqualTo(3);
      assertThat(summary.tickets()).isEqualTo(2);
      assertThat(summary.denied()).containsOnlyKeys(DenialReason.IN_USE);
      assertThat(summary.totalEnergyWh()).isEqualTo(2_500);
      assertThat(summary.totalAmountCents()).isEqualTo(62);
      assertThat(heard.notifications)
          .allMatch(notification -> notification.subject().driverId().equals("D1"));
    }
  }

  @Test
  void aRequestWithoutAnAnswerIsAskedAgainWithTheSameIdAndAnsweredOnce() throws Exception {
    Queue<Request> copies = new ConcurrentLinkedQueue<>();
    try (StandInCentral _ =
            central(request -> {
              copies.add(request);
              // The second copy is answered twice, as two copies that waited would be.
              return copies.size() < 2
                  ? List.of()
                  : Stream.concat(supply(request).stream(), supply(request).stream()).toList();
            });
        Driver driver = Driver.start(config("D3", "MAD-01"), heard)) {
      Summary summary = driver.done().get(30, TimeUnit.SECONDS);

      assertThat(summary.tickets()).isEqualTo(1);
      assertThat(copies).hasSize(2);
      assertThat(copies.stream().distinct()).hasSize(1);
      assertThat(heard.words).anyMatch(said -> said.contains("no answer yet from Central"));
    }
  }

  @Test
  void aDriverSaysWithinEightSecondsThatCentralIsAwayAndWhenItIsBack() throws Exception {
    try (StandInCentral central = central(_ -> List.of());
        Driver _ = Driver.start(config("D4", "MAD-01"), heard)) {
      await().atMost(SOON).until(() -> !central.requests().isEmpty());
      assertThat(heard.words).noneMatch(said -> said.contains("Central cannot be reached"));

      central.die();
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> heard.words.stream().anyMatch(said -> said.contains("cannot be reached")));

      central.live();
      await().atMost(SOON).until(() -> heard.words.contains("Central is back"));
    }
  }

  @Test
  void theCommandEndsWithZeroForATicketAndOneForADenial() throws Exception {
    try (StandInCentral _ = central(DriverOverKafkaTest::supply)) {
      assertThat(ev("--id", "D5", "request", "MAD-01")).isZero();
      assertThat(output).contains("plug in at MAD-01", "TICKET", "1.250 kWh", "0.31 €");

      assertThat(ev("--id", "D5", "request", "FULL")).isEqualTo(1);
      assertThat(output).contains("denied: the charge point is in use (IN_USE)");
    }
  }

  @Test
  void asJsonThereIsNothingButObjectsOnStdout() throws Exception {
    try (StandInCentral _ = central(DriverOverKafkaTest::supply)) {
      assertThat(ev("request", "MAD-01", "--json", "--id", "D6")).isZero();

      assertThat(output.lines()).hasSize(4).allMatch(line -> line.matches("\\{\"type\":.*}"));
      assertThat(output.lines().toList().getLast()).startsWith("{\"type\":\"Ticket\"");
    }
  }

  @Test
  void aBatchSkipsBadLinesAndEndsWithASummary() throws Exception {
    Path file = Files.writeString(folder.resolve("services.txt"), "MAD-01\na b\n# no\nFULL\n");
    try (StandInCentral _ = central(DriverOverKafkaTest::supply)) {
      assertThat(ev("--id", "D7", "batch", file.toString())).isZero();

      assertThat(words).contains(file + ", line 2 skipped: charge point id \"a b\"");
      assertThat(output).contains("requests   2", "tickets    1", "1 × IN_USE", "1.250 kWh");
    }
  }

  @Test
  void aServicesFileThatIsNotThereIsOneLine() {
    assertThat(ev("--id", "D8", "batch", "none.txt")).isEqualTo(1);
    assertThat(words.lines()).hasSize(1).first().asString().contains("none.txt is not there");
  }

  @Test
  void stopEndsTheSupplyThatGoesOnAlsoFromAnotherFolder() throws Exception {
    try (StandInCentral central =
        central(request -> request instanceof StopCharging ? over(request) : List.of())) {
      central.tell(new Notification.Authorized(subject("D9", "R1")));

      assertThat(ev("--id", "D9", "stop")).isZero();
      assertThat(central.requests())
          .singleElement()
          .isInstanceOfSatisfying(
              StopCharging.class,
              stop -> assertThat(stop.sessionId()).contains(new SessionId("S-R1")));

      assertThat(ev("--id", "D9", "stop")).isEqualTo(1);
      assertThat(words).contains("D9 has no supply that goes on");
    }
  }

  @Test
  void aPipeIsObeyedLineByLineAndItsEndWaitsForTheTicket() throws Exception {
    try (StandInCentral _ = central(DriverOverKafkaTest::supply)) {
      assertThat(typed("request MAD-01\nrequest a#b\n", "--id", "D11")).isZero();

      assertThat(output).contains("TICKET").contains("1.250 kWh");
      assertThat(words).contains("charge point id \"a#b\" is not");
    }
  }

  @Test
  void withoutKafkaAPromptStillObeys() {
    assertThat(typed("stop\nquit\n", "--bootstrap", "localhost:1", "--id", "D12")).isZero();

    assertThat(words).contains("Kafka gave no answer within 10 s");
  }

  @Test
  void theListShowsTheStatusOfTheCentralThatLivesOnly() throws Exception {
    try (StandInCentral central = central(_ -> List.of())) {
      central.tell(state("LIST-01", ChargePointStatus.AVAILABLE, 2));
      central.tell(state("LIST-02", ChargePointStatus.AVAILABLE, 1));

      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            assertThat(ev("list")).isZero();
            assertThat(output)
                .containsPattern("LIST-01 .*AVAILABLE")
                .containsPattern("LIST-02 .*UNKNOWN");
          });
      assertThat(ev("list", "--json")).isZero();
      assertThat(output.lines()).hasSize(2).allMatch(line -> line.matches("\\{.*}"));
    }
  }

  @Test
  void whatCameWhileAwayIsShownOnReturn() throws Exception {
    try (StandInCentral central = central(DriverOverKafkaTest::supply)) {
      assertThat(ev("--id", "D10", "request", "MAD-01")).isZero();
      over(request("D10", "R-away")).forEach(central::tell);

      assertThat(ev("--id", "D10", "request", "VLC-02")).isZero();

      assertThat(output).contains("S-R-away").doesNotContain("plug in at MAD-01");
    }
  }

  private static StandInCentral central(
      java.util.function.Function<Request, List<Notification>> answers) throws Exception {
    return StandInCentral.start(broker.bootstrap(), answers);
  }

  /** Denied at FULL, else a whole supply. */
  private static List<Notification> supply(Request request) {
    Subject subject = subject(request);
    if (request.chargePointId().equals("FULL")) {
      return List.of(new Notification.Denied(subject, DenialReason.IN_USE));
    }
    return Stream.concat(
            Stream.of(
                new Notification.Step(subject, Notification.Stage.RECEIVED),
                new Notification.Authorized(subject)),
            over(request).stream())
        .toList();
  }

  private static List<Notification> over(Request request) {
    Subject subject =
        request instanceof StopCharging stop
            ? new Subject("R1", stop.sessionId(), stop.driverId(), stop.chargePointId())
            : subject(request);
    Instant start = Instant.parse("2026-11-20T18:03:11Z");
    return List.of(
        new Notification.Ended(subject, EndReason.UNPLUGGED),
        new Notification.Ticket(
            subject,
            "Gran Vía 1",
            start,
            start.plusSeconds(20),
            new Energy(1_250),
            Tariff.ofEuros("0.25"),
            new Money(31),
            EndReason.UNPLUGGED,
            Optional.empty()));
  }

  private static Request request(String driver, String id) {
    return new Request.StartCharging(new org.evcharging.model.RequestId(id), driver, "MAD-01");
  }

  private static Subject subject(Request request) {
    return new Subject(
        request.requestId().value(),
        Optional.of(new SessionId("S-" + request.requestId())),
        request.driverId(),
        request.chargePointId());
  }

  private static Subject subject(String driver, String request) {
    return new Subject(request, Optional.of(new SessionId("S-" + request)), driver, "MAD-01");
  }

  private static ChargePointState state(String id, ChargePointStatus status, long epoch) {
    return new ChargePointState(
        new ChargePointId(id),
        new Place("Madrid", "Gran Vía 1"),
        status,
        Tariff.ofEuros("0.25"),
        22_000,
        epoch);
  }

  private DriverConfig config(String driver, String... services) {
    return new DriverConfig(
        broker.bootstrap(),
        new DriverId(driver),
        folder,
        Stream.of(services).map(ChargePointId::new).toList(),
        new Batch.Plan(Duration.ofMillis(100), false));
  }

  /** Runs the command in this process with these lines on stdin. */
  private int typed(String lines, String... args) {
    InputStream stdin = System.in;
    System.setIn(new ByteArrayInputStream(lines.getBytes(UTF_8)));
    try {
      return ev(args);
    } finally {
      System.setIn(stdin);
    }
  }

  /** Runs the command in this process, and keeps what it printed. */
  private int ev(String... args) {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      var command = CommandLines.of(new DriverCli());
      Stream<String> kafka =
          List.of(args).contains("--bootstrap")
              ? Stream.of()
              : Stream.of("--bootstrap", broker.bootstrap());
      String[] whole =
          Stream.of(kafka, Stream.of("--data", folder.toString()), Stream.of(args))
              .flatMap(part -> part)
              .toArray(String[]::new);
      return command.execute(whole);
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
      output = out.toString(UTF_8);
      words = err.toString(UTF_8);
    }
  }

  /** What an in-process driver has shown. */
  private static final class Heard implements DriverView {
    final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();
    final Queue<String> words = new ConcurrentLinkedQueue<>();

    @Override
    public void show(Notification notification, Instant at, boolean live) {
      notifications.add(notification);
    }

    @Override
    public void say(String said) {
      words.add(said);
    }
  }
}
