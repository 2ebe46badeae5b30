package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class CommandLinesTest {
  @Command(
      name = "ev",
      subcommands = {Central.class, Driver.class})
  static final class Root {}

  @Command(name = "central", description = "Runs the network.")
  static final class Central implements Callable<Integer> {
    @Option(names = "--http", converter = Ports.class, defaultValue = "8080")
    int http;

    @Option(names = "--for")
    Optional<Duration> time = Optional.empty();

    @Option(names = "--bootstrap")
    Optional<HostPort> bootstrap = Optional.empty();

    @Option(names = "--headless")
    boolean headless;

    @Option(names = "--size", defaultValue = "1")
    int size;

    RuntimeException failure = new UserError("the disk is full; make room on /data");

    @Override
    public Integer call() {
      if (size == 13) {
        throw failure;
      }
      if (size == 14) {
        throw new IllegalStateException("two sessions\nat once");
      }
      return 0;
    }
  }

  @Command(name = "driver", subcommands = Request.class)
  static final class Driver {}

  @Command(name = "request")
  static final class Request implements Callable<Integer> {
    @Option(names = "--id", required = true, description = "The driver's id.")
    String id = "";

    @Parameters(index = "0", paramLabel = "CHARGE_POINT", description = "The charge point's id.")
    ChargePointId chargePoint = new ChargePointId("none");

    @Override
    public Integer call() {
      return 0;
    }
  }

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void anOptionGoesBeforeItsVariableAndThatBeforeTheDefault() {
    assertThat(central(Map.of()).http).isEqualTo(8080);
    assertThat(central(Map.of("EV_CENTRAL_HTTP", "90")).http).isEqualTo(90);
    assertThat(central(Map.of("EV_CENTRAL_HTTP", "90"), "--http", "91").http).isEqualTo(91);
    assertThat(central(Map.of("EV_CENTRAL_HEADLESS", "true")).headless).isTrue();
    assertThat(central(Map.of("EV_CENTRAL_FOR", "20s")).time).contains(Duration.ofSeconds(20));
  }

  @Test
  void aCommandBelowACommandSharesItsVariables() {
    CommandLine ev = ev(Map.of("EV_DRIVER_ID", "D1"));

    assertThat(ev.execute("driver", "request", "MAD-01")).isZero();
    Request request =
        ev.getSubcommands().get("driver").getSubcommands().get("request").getCommand();
    assertThat(request.id).isEqualTo("D1");
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearestKnownOne() {
    refused(
        "ev central: unknown option --foo; did you mean --for? (ev central --help says more)",
        "central",
        "--foo");
    refused(
        "ev central: unknown option --botstrap; did you mean --bootstrap? (ev central --help says"
            + " more)",
        "central",
        "--botstrap=localhost:9092");
  }

  @Test
  void theValueOfAnUnknownOptionIsNotTakenForAWrongParameter() {
    refused(
        "ev driver request: unknown option --ids; did you mean --id? (ev driver request --help says"
            + " more)",
        "driver",
        "request",
        "--id=D1",
        "--ids",
        "a#b");
  }

  @Test
  void anUnknownCommandIsRefusedWithTheNearestKnownOne() {
    refused("ev: unknown command cetnral; did you mean central? (ev --help says more)", "cetnral");
  }

  @Test
  void aWordTooMuchIsNamed() {
    refused("ev central: unexpected \"now\" (ev central --help says more)", "central", "now");
  }

  @Test
  void aWrongValueIsRefusedWithWhatIsExpected() {
    refused(
        "ev central: --http 70000: expected a port from 0 to 65535 (ev central --help says more)",
        "central",
        "--http",
        "70000");
    refused(
        "ev central: --size x: expected a whole number (ev central --help says more)",
        "central",
        "--size=x");
    refused(
        "ev central: --bootstrap here: expected host:port, such as localhost:5000 (ev central"
            + " --help says more)",
        "central",
        "--bootstrap=here");
    refused(
        "ev driver request: CHARGE_POINT a#b: charge point id \"a#b\" is not 1 to 36 of the"
            + " characters A-Z a-z 0-9 . _ - (ev driver request --help says more)",
        "driver",
        "request",
        "--id=D1",
        "a#b");
  }

  @Test
  void aWrongVariableIsNamed() {
    assertThat(ev(Map.of("EV_CENTRAL_FOR", "20")).execute("central")).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "ev central: EV_CENTRAL_FOR=20: expected a duration, such as 500ms, 20s, 2m or 1h (a"
                + " whole number and its unit) (ev central --help says more)\n");
  }

  @Test
  void whatIsMissingIsNamed() {
    refused(
        "ev central: --size needs a value: expected a whole number (ev central --help says more)",
        "central",
        "--size");
    refused(
        "ev driver request: --id is required: The driver's id. (ev driver request --help says"
            + " more)",
        "driver",
        "request",
        "MAD-01");
  }

  @Test
  void aUserErrorIsOneLineAndExitCode1() {
    assertThat(ev(Map.of()).execute("central", "--size=13")).isEqualTo(1);
    assertThat(err).hasToString("ev central: the disk is full; make room on /data\n");
  }

  @Test
  void anErrorOfOursIsOneLineToo() {
    assertThat(ev(Map.of()).execute("central", "--size=14")).isEqualTo(1);
    assertThat(err.toString().lines()).singleElement().asString().contains("--verbose shows where");
  }

  @Test
  void verboseShowsWhereAnErrorComesFrom() {
    assertThat(ev(Map.of()).execute("central", "--size=13", "--verbose")).isEqualTo(1);
    assertThat(err.toString()).contains("at org.evcharging.console.CommandLinesTest");
  }

  @Test
  void everyCommandHasHelpAndVersion() {
    assertThat(ev(Map.of()).execute("driver", "request", "--help")).isZero();
    assertThat(out.toString()).contains("--id", "CHARGE_POINT", "--verbose");
    assertThat(ev(Map.of()).execute("central", "--version")).isZero();
    assertThat(out.toString()).containsPattern("ev [0-9]+\\.[0-9]+\\.[0-9]+ \\(Java 25");
    assertThat(err.toString()).isEmpty();
  }

  private Central central(Map<String, String> environment, String... args) {
    CommandLine ev = ev(environment);
    String[] all = new String[args.length + 1];
    all[0] = "central";
    System.arraycopy(args, 0, all, 1, args.length);
    assertThat(ev.execute(all)).as(err.toString()).isZero();
    return ev.getSubcommands().get("central").getCommand();
  }

  private void refused(String line, String... args) {
    err.getBuffer().setLength(0);
    assertThat(ev(Map.of()).execute(args)).isEqualTo(2);
    assertThat(err).hasToString(line + "\n");
  }

  private CommandLine ev(Map<String, String> environment) {
    return CommandLines.of(new Root(), environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }
}
