package org.evcharging.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evcharging.console.CommandLines;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Injection;
import org.evcharging.monitor.inject.ControlPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The exit codes and words of {@code ev monitor} where it does not run until it is stopped. */
class MonitorCliTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void monitorNeedsAnId() {
    assertThat(ev()).isEqualTo(2);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains("--id is required: The charge point");
  }

  @Test
  void badScriptIsRefusedBeforeAnythingRuns(@TempDir Path folder) throws IOException {
    Path script = Files.writeString(folder.resolve("s.txt"), "at 1s fault\nat 2s explode\n");
    Path data = folder.resolve("data");

    assertThat(ev("--id", "MAD-01", "--data", "" + data, "--script", "" + script)).isEqualTo(2);

    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .contains(script + ", line 2: unknown command \"explode\"");
    assertThat(data).doesNotExist();
  }

  @Test
  void aMonitorThatCannotHaveItsControlPortDisturbsNobody(@TempDir Path data) throws IOException {
    try (ServerSocket central = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ControlPort other = ControlPort.start(ANY_PORT, Injection::words)) {
      String[] command = {
        "--id", "MAD-01",
        "--data", "" + data,
        "--central", "localhost:" + central.getLocalPort(),
        "--control", "" + other.port()
      };

      assertThat(ev(command)).isEqualTo(1);

      assertThat(err.toString().lines())
          .singleElement()
          .asString()
          .contains("cannot listen on localhost:" + other.port());
      // Whoever had connected would be waiting to be accepted.
      central.setSoTimeout(1);
      assertThatThrownBy(central::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void injectingNeedsNoId() {
    try (ControlPort control = ControlPort.start(ANY_PORT, Injection::words)) {
      assertThat(inject(control, "fault", "cable", "torn")).isZero();
    }
    assertThat(out.toString()).isEqualToIgnoringNewLines("the engine breaks down: cable torn");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void whatIsNotDoneIsExitCodeOneAndOneLine() {
    try (ControlPort control = ControlPort.start(ANY_PORT, MonitorCliTest::refuse)) {
      assertThat(inject(control, "recover")).isEqualTo(1);
    }
    assertThat(err.toString().lines()).singleElement().asString().endsWith("not done: no engine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inject", "inject explode", "inject freeze", "inject slow 60001"})
  void wrongCommandIsExitCodeTwoAndOneLine(String line) {
    assertThat(ev(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
  }

  private int inject(ControlPort control, String... command) {
    String[] options = {"inject", "--monitor", "localhost:" + control.port()};
    String[] all = new String[options.length + command.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(command, 0, all, options.length, command.length);
    return ev(all);
  }

  private int ev(String... words) {
    CommandLine monitor = CommandLines.of(new MonitorCli());
    monitor.setOut(new PrintWriter(out, true));
    monitor.setErr(new PrintWriter(err, true));
    return monitor.execute(words);
  }

  private static String refuse(Injection injection) {
    throw new UserError("not done: no engine");
  }
}
