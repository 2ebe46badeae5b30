package org.evcharging.launcher.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Drivers who rush for the places of a window over HTTP, each asking until there is an answer. */
final class BookingRush implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final int port;
  private final String token;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * @param token the operator's
   */
  BookingRush(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /**
   * Adds drivers and offers places in a window of a moment tomorrow, which overlaps no other and
   * keeps nobody away today; its id.
   */
  String offer(String site, int capacity, List<String> drivers) throws Exception {
    for (String driver : drivers) {
      post("/api/drivers", "{\"driverId\":\"" + driver + "\"}");
    }
    Instant from = Instant.now().plus(Duration.ofDays(1));
    String body =
        "{\"from\":\"%s\",\"to\":\"%s\",\"capacity\":%d}"
            .formatted(from, from.plusMillis(1), capacity);
    return Json.text("windowId", post("/api/sites/" + site + "/windows", body).body());
  }

  /** Has all ask at once; {@code true} for who has a place in the end. */
  List<Future<Boolean>> rush(String site, String window, List<String> drivers) {
    List<Future<Boolean>> asked = new ArrayList<>();
    for (String driver : drivers) {
      Callable<Boolean> asks = () -> hasPlace(site, window, driver);
      asked.add(threads.submit(asks));
    }
    return asked;
  }

  private boolean hasPlace(String site, String window, String driver) {
    String path = "/api/sites/" + site + "/windows/" + window + "/bookings";
    return Awaitility.await()
        .atMost(EvNetwork.SOON)
        .pollInSameThread()
        .pollInterval(PAUSE)
        .until(() -> answer(path, "{\"driverId\":\"" + driver + "\"}"), answer -> !answer.isEmpty())
        .equals("PLACE");
  }

  /** Empty if there was none that counts. */
  private String answer(String path, String body) throws InterruptedException {
    try {
      HttpResponse<String> answer = post(path, body);
      return switch (answer.statusCode()) {
        case 201 -> "PLACE";
        // Who asked before, and did not hear the answer.
        case 409 -> answer.body().contains("ALREADY_BOOKED") ? "PLACE" : "NONE";
        default -> "";
      };
    } catch (IOException e) {
      return "";
    }
  }

  private HttpResponse<String> post(String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(10))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  static List<String> drivers(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
