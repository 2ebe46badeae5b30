package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** {@code seeds/capacity-transactions.md}: twenty drivers at once for fourteen places. */
class RushForPlacesTest {
  private static final int DRIVERS = 20;
  private static final int PLACES = 14;

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<SiteWatcher> sockets = new ArrayList<>();
  private ApiScene scene;

  /** How drivers ask. */
  enum By {
    HTTP,
    WEB_SOCKET,
    BOTH;

    boolean isBySocket(int driver) {
      return this == WEB_SOCKET || (this == BOTH && driver % 2 == 0);
    }
  }

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder).connected("MAD-01", "Madrid", 1);
    for (int driver = 0; driver < DRIVERS; driver++) {
      scene.admitted("D" + driver);
    }
  }

  @AfterEach
  void close() {
    sockets.forEach(SiteWatcher::close);
    threads.shutdownNow();
    client.shutdownNow();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void exactlyFourteenOfTwentyGetAPlaceAndSixAreToldItIsFull(By by) throws Exception {
    rushes(by, 5);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void aHundredTimesOver(By by) throws Exception {
    rushes(by, 100);
  }

  private void rushes(By by, int times) throws Exception {
    connect(by);
    for (int i = 0; i < times; i++) {
      String window = scene.offersAfter("Madrid", PLACES, i);

      List<String> answers = atOnce(driver -> () -> book(by, window, driver));

      assertThat(answers).filteredOn("BOOKED"::equals).hasSize(PLACES);
      assertThat(answers).filteredOn("FULL"::equals).hasSize(DRIVERS - PLACES);
      assertThat(windowNow(window).get("booked").asInt()).isEqualTo(PLACES);
      assertThat(scene.driversInOnDisk(window)).hasSize(PLACES).doesNotHaveDuplicates();
    }
  }

  private void connect(By by) {
    for (int driver = 0; driver < DRIVERS; driver++) {
      if (by.isBySocket(driver)) {
        sockets.add(
            SiteWatcher.connect(
                client, scene.port(), "/ws/sites/Madrid", Optional.of(ApiScene.TOKEN)));
      }
    }
  }

  private String book(By by, String window, int driver) throws Exception {
    return by.isBySocket(driver)
        ? bookBySocket(sockets.get(by == By.BOTH ? driver / 2 : driver), window, driver)
        : bookByHttp(window, driver);
  }

  private String bookByHttp(String window, int driver) throws Exception {
    HttpResponse<String> answer =
        scene.post(
            "/api/sites/Madrid/windows/" + window + "/bookings",
            "{\"driverId\":\"D" + driver + "\"}");
    return answer.statusCode() == 201 ? "BOOKED" : ApiScene.json(answer).get("code").asString();
  }

  private static String bookBySocket(SiteWatcher socket, String window, int driver)
      throws Exception {
    socket.say(
        "{\"action\":\"join\",\"windowId\":\"%s\",\"driverId\":\"D%d\"}".formatted(window, driver));
    while (true) {
      JsonNode heard = socket.hear();
      switch (heard.get("type").asString()) {
        case "Booked" -> {
          return "BOOKED";
        }
        case "Error" -> {
          return heard.get("code").asString();
        }
        default -> {
          // What all who watch hear.
        }
      }
    }
  }

  private List<String> atOnce(IntFunction<Callable<String>> asks) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<String>> asked = new ArrayList<>();
    for (int driver = 0; driver < DRIVERS; driver++) {
      Callable<String> one = asks.apply(driver);
      asked.add(
          threads.submit(() -> {
            start.await();
            return one.call();
          }));
    }
    start.countDown();
    List<String> answers = new ArrayList<>();
    for (Future<String> each : asked) {
      answers.add(each.get());
    }
    return answers;
  }

  private JsonNode windowNow(String window) throws Exception {
    for (JsonNode each : scene.json("/api/sites/Madrid/windows")) {
      if (each.get("windowId").asString().equals(window)) {
        return each;
      }
    }
    throw new AssertionError("no window " + window);
  }
}
