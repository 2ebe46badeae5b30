package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many watch a site, and one of them does not read (spec §9). */
class WatchersTest {
  private static final int WATCHERS = 1_000;
  private static final int CHANGES = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long MOST_MEDIAN_MS = 200;

  /** Little, so that it is soon full. */
  private static final int NOT_READ_BYTES = 4 * 1024;

  /** More than fit into all buffers between Central and one who does not read. */
  private static final int MOST_CHANGES = 50_000;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private ApiScene scene;
  private String bookings;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder).connected("MAD-01", "Madrid", 1).admitted("D1");
    bookings = "/api/sites/Madrid/windows/" + scene.offers("Madrid", 2) + "/bookings";
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    scene.close();
  }

  @Test
  void aThousandSeeAChangeWithin200MillisecondsAtTheMedian() throws Exception {
    List<Stopwatch> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(new Stopwatch(client, scene.port()));
    }
    List<Long> delays = new ArrayList<>();
    awaitWatching(WATCHERS);
    try (Socket stuck = notReading(WATCHERS)) {
      awaitSeen(watchers, 1);
      for (int change = 0; change < CHANGES; change++) {
        long begun = System.nanoTime();
        change(change);
        awaitSeen(watchers, change + 2);
        watchers.forEach(watcher -> delays.add(watcher.newest() - begun));
      }
      assertThat(stuck.isConnected()).isTrue();
    }
    assertThat(medianMs(delays)).isLessThan(MOST_MEDIAN_MS);
    watchers.forEach(Stopwatch::close);
  }

  @Test
  void whoDoesNotReadIsDroppedAndDisturbsNobody() throws Exception {
    try (Socket stuck = notReading(0);
        SiteWatcher other =
            SiteWatcher.connect(client, scene.port(), "/ws/sites/Madrid", Optional.empty())) {
      other.hear("Site");
      int change = 0;
      while (scene.watchers("Madrid") == 2) {
        change(change);
        assertThat(other.hear("WindowChanged").get("version").asLong()).isEqualTo(change + 2);
        change++;
        assertThat(change).isLessThan(MOST_CHANGES);
      }
      change(change);
      assertThat(other.hear("WindowChanged").get("version").asLong()).isEqualTo(change + 2);
      assertThat(readToTheEnd(stuck)).contains("messages wait for you; read faster");
    }
  }

  private static long medianMs(List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2));
  }

  /** A place is booked, and given back, in turn. */
  private void change(int number) throws Exception {
    if (number % 2 == 0) {
      assertThat(scene.post(bookings, "{\"driverId\":\"D1\"}").statusCode()).isEqualTo(201);
    } else {
      assertThat(scene.delete(bookings + "/D1").statusCode()).isEqualTo(204);
    }
  }

  private static void awaitSeen(List<Stopwatch> watchers, int messages) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> watchers.stream().allMatch(watcher -> watcher.count() == messages));
  }

  private void awaitWatching(int watchers) {
    await().atMost(PATIENCE).until(() -> scene.watchers("Madrid") == watchers);
  }

  /**
   * Says that it watches, and reads nothing.
   *
   * @param others how many watch already
   */
  private Socket notReading(int others) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(NOT_READ_BYTES);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), scene.port()));
    socket
        .getOutputStream()
        .write(
            """
            GET /ws/sites/Madrid HTTP/1.1\r
            Host: localhost:%d\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """
                .formatted(scene.port())
                .getBytes(StandardCharsets.US_ASCII));
    awaitWatching(others + 1);
    return socket;
  }

  private static String readToTheEnd(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Watches, and notes when it was told something. */
  private static final class Stopwatch implements WebSocket.Listener, AutoCloseable {
    private final AtomicInteger count = new AtomicInteger();
    private final WebSocket socket;
    private volatile long newest;

    Stopwatch(HttpClient client, int port) {
      socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create("ws://localhost:" + port + "/ws/sites/Madrid"), this)
              .join();
    }

    int count() {
      return count.get();
    }

    /** Of {@link System#nanoTime}. */
    long newest() {
      return newest;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      if (last) {
        newest = System.nanoTime();
        count.incrementAndGet();
      }
      from.request(1);
      return null;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }
}
