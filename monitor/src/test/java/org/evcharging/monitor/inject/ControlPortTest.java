package org.evcharging.monitor.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.console.HostPort;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Injection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The control port, and its client, on real sockets. */
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class ControlPortTest {
  private static final String UNKNOWN = "ERR unknown command";

  private final List<Injection> injected = new CopyOnWriteArrayList<>();
  private final List<Client> clients = new ArrayList<>();
  private volatile Optional<String> refusal = Optional.empty();
  private final ControlPort control =
      ControlPort.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::inject);

  @AfterEach
  void end() throws IOException {
    for (Client client : clients) {
      client.close();
    }
    control.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fault caído,OK the engine breaks down: caído",
    "recover,OK the engine recovers",
    "freeze 10,OK the engine answers nothing for 10 s",
    "disconnect 10,OK away from central for 10 s",
    "slow 250,OK the engine answers 250 ms late"
  })
  void eachCommandIsDoneAndAnswered(String command, String answer) throws IOException {
    assertThat(client().asks(command)).isEqualTo(answer);
    assertThat(injected).containsExactly(Injection.parse(command));
  }

  @Test
  void whatIsNotDoneIsAnsweredWithTheReason() throws IOException {
    refusal = Optional.of("engine not reachable");
    assertThat(client().asks("recover")).isEqualTo("ERR engine not reachable");
  }

  @Test
  void whatIsNoCommandIsRefusedAndTheConnectionStays() throws IOException {
    Client client = client();
    assertThat(client.asks("explode")).startsWith(UNKNOWN + " \"explode\"; there are fault");
    assertThat(client.asks("freeze long")).startsWith("ERR freeze needs a whole number");
    assertThat(client.asks("recover")).startsWith("OK");
    assertThat(client.asks("")).startsWith(UNKNOWN);
    assertThat(client.asks("recover")).startsWith("OK");
  }

  @Test
  void anotherProtocolIsCutOffBeforeItsBody() throws IOException {
    Client browser = client();
    browser.sends(
        "POST / HTTP/1.1\r\nHost: localhost:6101\r\nContent-Length: 8\r\n\r\nrecover\r\n"
            .getBytes(StandardCharsets.UTF_8));
    assertThat(browser.hears()).hasValueSatisfying(line -> assertThat(line).startsWith(UNKNOWN));
    browser.hearsAllUntilTheEnd();
    assertThat(injected).isEmpty();
  }

  @Test
  void lineOfAMegabyteIsRefusedAndTheConnectionStays() throws IOException {
    Client client = client();
    assertThat(client.asks("fault " + "x".repeat(1_000_000)))
        .isEqualTo("ERR a line has at most 1024 bytes, not 1000006");
    assertThat(client.asks("recover")).startsWith("OK");
    assertThat(injected).containsExactly(new Injection.Recover());
  }

  @Test
  void lineThatIsNotUtf8IsRefused() throws IOException {
    Client client = client();
    client.sends(new byte[] {'f', 'a', 'u', 'l', 't', ' ', (byte) 0xff, '\n'});
    assertThat(client.hears()).contains("ERR a line must be UTF-8");
  }

  @Test
  void lineInPiecesIsOneLineAndTwoAtOnceAreTwo() throws IOException {
    Client client = client();
    for (byte piece : "recover\r\nfreeze 1\n".getBytes(StandardCharsets.UTF_8)) {
      client.sends(new byte[] {piece});
    }
    assertThat(client.hears()).hasValueSatisfying(line -> assertThat(line).startsWith("OK"));
    assertThat(client.hears()).hasValueSatisfying(line -> assertThat(line).startsWith("OK"));
    assertThat(injected).containsExactly(new Injection.Recover(), new Injection.Freeze(1));
  }

  @Test
  void halfALineIsNotObeyed() throws IOException {
    Client client = client();
    client.sends("recover\nfault cable".getBytes(StandardCharsets.UTF_8));
    client.leavesOffWriting();
    assertThat(client.hearsAllUntilTheEnd()).hasSize(1);
    assertThat(injected).containsExactly(new Injection.Recover());
  }

  @Test
  void clientsDoNotWaitForEachOther() throws IOException {
    Client first = client();
    first.sends("fault ca".getBytes(StandardCharsets.UTF_8));
    Client second = client();
    assertThat(second.asks("recover")).startsWith("OK");
    assertThat(first.asks("ble torn")).startsWith("OK");
    assertThat(injected)
        .containsExactly(new Injection.Recover(), new Injection.Fault("cable torn"));
  }

  @Test
  void tooManyClientsAreTurnedAwayUntilOneLeaves() throws IOException {
    for (int i = 0; i < ControlPort.MAX_CONNECTIONS; i++) {
      assertThat(client().asks("recover")).startsWith("OK");
    }
    assertThat(client().hears()).contains("ERR 16 clients are here already");

    clients.getFirst().close();

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> clientAsks("recover").filter(line -> line.startsWith("OK")).isPresent());
  }

  @Test
  void closingEndsEveryConnectionAndTakesNoTime() throws IOException {
    Client client = client();
    assertThat(client.asks("recover")).startsWith("OK");
    long startNanos = System.nanoTime();

    control.close();

    assertThat(client.hears()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void portThatIsTakenIsOneLineForTheUser() {
    InetSocketAddress taken =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), control.port());
    assertThatThrownBy(() -> ControlPort.start(taken, this::inject))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(":" + control.port())
        .hasMessageEndingWith("choose another port with --control");
  }

  @Test
  void theClientTellsWhatWasDoneAndWhatWasNot() {
    ControlClient client = new ControlClient(new HostPort("localhost", control.port()));
    assertThat(client.inject(new Injection.Freeze(2)))
        .isEqualTo("the engine answers nothing for 2 s");

    refusal = Optional.of("engine not reachable");
    assertThatThrownBy(() -> client.inject(new Injection.Recover()))
        .isInstanceOf(UserError.class)
        .hasMessage("engine not reachable");
  }

  @Test
  void theClientSaysWhereNobodyIs() {
    control.close();
    ControlClient client = new ControlClient(new HostPort("localhost", control.port()));
    assertThatThrownBy(() -> client.inject(new Injection.Recover()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("localhost:" + control.port())
        .hasMessageEndingWith("does ev monitor --control " + control.port() + " run there?");
  }

  private String inject(Injection injection) {
    refusal.ifPresent(reason -> {
      throw new UserError(reason);
    });
    injected.add(injection);
    return injection.words();
  }

  private Client client() throws IOException {
    Client client = new Client(control.port());
    clients.add(client);
    return client;
  }

  /** Empty: turned away before it could ask. */
  private Optional<String> clientAsks(String line) {
    try {
      return Optional.of(client().asks(line));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private record Client(Socket socket, BufferedReader in) {
    Client(int port) throws IOException {
      this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    private Client(Socket socket) throws IOException {
      this(
          socket,
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
    }

    String asks(String line) throws IOException {
      sends((line + "\n").getBytes(StandardCharsets.UTF_8));
      return hears().orElseThrow(() -> new IOException("connection ended"));
    }

    void sends(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
    }

    Optional<String> hears() throws IOException {
      return Optional.ofNullable(in.readLine());
    }

    void leavesOffWriting() throws IOException {
      socket.shutdownOutput();
    }

    List<String> hearsAllUntilTheEnd() {
      List<String> all = new ArrayList<>();
      try {
        for (Optional<String> line = hears(); line.isPresent(); line = hears()) {
          all.add(line.get());
        }
      } catch (IOException e) {
        // A reset is an end, too.
      }
      return all;
    }

    void close() throws IOException {
      socket.close();
    }
  }
}
