package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.process.LastingNetwork.eventually;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evcharging.launcher.process.LastingNetwork.Supply;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever connects by mistake, or means harm: a charge that goes on does not notice. */
class BadPeersTest {
  private static final int STREAMS_A_PORT = 500;

  /** They come last: an Engine has room for sixteen connections at once. */
  private static final int SILENT_A_PORT = 20;

  private static final int AT_ONCE = 8;

  /** A reader's buffer for each silent one, and what Kafka's clients and the charge itself need. */
  private static final long FLAT_BYTES = 8 << 20;

  private static final Pattern PEER = Pattern.compile("127\\.0\\.0\\.1:\\d+");

  @RegisterExtension static final LastingNetwork network = new LastingNetwork();

  private final List<Socket> staying = new ArrayList<>();

  @Test
  void aThousandByteStreamsDoNotDisturbACharge() throws Exception {
    long seed = new Random().nextLong();
    List<EvProcess> attacked = List.of(network.central(), network.engine());
    Supply supply = network.charging();
    sendAll(new Random(seed), "warm-up", AT_ONCE);
    List<Long> before = attacked.stream().map(EvProcess::liveHeapBytes).toList();
    int states = statesSoFar();

    sendAll(new Random(seed), "seed " + seed, STREAMS_A_PORT - SILENT_A_PORT);
    for (int i = 0; i < SILENT_A_PORT; i++) {
      staying.add(connect(network.programs().monitorPort));
      staying.add(connect(network.enginePort()));
    }
    int readings = network.progress(supply).size();
    eventually(() -> network.progress(supply).size() >= readings + 3);

    for (int i = 0; i < attacked.size(); i++) {
      assertThat(attacked.get(i).liveHeapBytes())
          .as("live heap of %s, seed %d", attacked.get(i), seed)
          .isLessThan(before.get(i) + FLAT_BYTES);
    }
    for (Socket socket : staying) {
      socket.close();
    }
    assertThat(statesSoFar()).as("the charge point's status, seed %d", seed).isEqualTo(states);
    assertThat(longestGap(supply)).as("seed %d", seed).isLessThan(Duration.ofSeconds(4));
    network.engine().type("unplug");
    network.billedOnce(supply, EndReason.UNPLUGGED, network.suppliedWh(supply));
    attacked.forEach(program -> atMostOneLineAPeer(program, seed));
  }

  private static void sendAll(Random random, String which, int streams) throws Exception {
    HostileBytes[] kinds = HostileBytes.values();
    try (ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < streams; i++) {
        HostileBytes kind = kinds[i % (kinds.length - 1)];
        for (int port : List.of(network.programs().monitorPort, network.enginePort())) {
          long seed = random.nextLong();
          sent.add(senders.submit(() -> send(port, kind.from(new Random(seed)))));
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError(which, e);
    }
  }

  /** Listens for a moment to the answer; many are cut off before all is sent. */
  private static void send(int port, byte[] bytes) {
    try (Socket socket = connect(port)) {
      socket.setSoTimeout(50);
      socket.getOutputStream().write(bytes);
      socket.getInputStream().readNBytes(16);
    } catch (SocketTimeoutException e) {
      // It waits for the rest.
    } catch (IOException e) {
      // It has hung up.
    }
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  /** Repeated each minute, so only changes count. */
  private static int statesSoFar() {
    return (int)
        network.kafka().read("ev.network", "\"MAD-01\"").stream()
            .map(state -> Json.text("status", state))
            .filter(status -> !status.equals("CHARGING"))
            .count();
  }

  private static Duration longestGap(Supply supply) {
    List<Instant> times =
        network.progress(supply).stream()
            .map(progress -> Instant.parse(Json.text("at", progress)))
            .toList();
    return Stream.iterate(1, i -> i < times.size(), i -> i + 1)
        .map(i -> Duration.between(times.get(i - 1), times.get(i)))
        .max(Duration::compareTo)
        .orElseThrow();
  }

  private static void atMostOneLineAPeer(EvProcess program, long seed) {
    List<String> lines =
        Stream.concat(program.stdout().stream(), program.stderr().stream()).toList();
    assertThat(lines).as("seed %d", seed).noneMatch(line -> line.startsWith("\tat "));
    Map<String, Long> linesOfPeer =
        lines.stream()
            .flatMap(line -> PEER.matcher(line).results().map(MatchResult::group).distinct())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(linesOfPeer.values())
        .as("seed %d: %s", seed, program)
        .allMatch(lines1 -> lines1 == 1);
  }
}
