package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.web.Chromium.WIDE;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.evcharging.launcher.process.EvProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the pictures of docs/ from the real page, in front of a demo, when it is told where they
 * belong: {@code mvn -pl launcher -am test -Dtest=PagePicturesTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpictures=../docs}.
 */
@EnabledIfSystemProperty(named = "pictures", matches = ".+")
class PagePicturesTest {
  private static final Path PICTURES = Path.of(System.getProperty("pictures", "."));
  private static final long MOST_BYTES = 150_000;
  private static final Duration START = Duration.ofMinutes(2);

  @TempDir Path folder;
  private final URI address = URI.create("http://localhost:" + EvProcess.freePort() + "/");

  @Test
  void takesThePicturesOfTheDocuments() throws Exception {
    try (Chromium chromium = Chromium.open();
        EvProcess demo =
            EvProcess.start(
                folder,
                "demo",
                "--headless",
                "--http",
                "" + address.getPort(),
                "--charge-points",
                "16",
                "--drivers",
                "10")) {
      demo.awaitLine(line -> line.contains("BCN-01 connected"), START);
      setTheScene();
      Page dark = chromium.somebody(WIDE, ColorScheme.DARK).newPage();
      dark.navigate(address + "#/");
      assertThat(dark.locator(".card[data-status=CHARGING]").nth(4)).isVisible();
      assertThat(dark.locator(".card[data-status=FAULTED]").first()).isVisible();
      take(dark, "web-network.png");

      Page light = chromium.somebody(WIDE, ColorScheme.LIGHT).newPage();
      light.addInitScript("sessionStorage.setItem('ev-driver', 'D3')");
      light.navigate(address + "#/sites/Madrid");
      assertThat(light.locator(".window-own").first()).containsText("has a place");
      take(light, "web-site.png");
    }
  }

  /** One charge point out of order, and two windows, one of them full. */
  private void setTheScene() throws Exception {
    post("api/charge-points/BCN-04/stop", "{}");
    IntStream.rangeClosed(1, 14).forEach(driver -> addDriver("D" + driver));
    String evening = offer(18, 14);
    String night = offer(20, 6);
    for (int driver = 1; driver <= 9; driver++) {
      book(evening, "D" + driver);
    }
    for (int driver = 4; driver <= 11; driver++) {
      book(night, "D" + driver);
    }
  }

  private void addDriver(String id) {
    post("api/drivers", "{\"driverId\":\"%s\"}".formatted(id));
  }

  private String offer(int hour, int capacity) {
    Instant from = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(24 + hour));
    String window =
        post(
            "api/sites/Madrid/windows",
            "{\"from\":\"%s\",\"to\":\"%s\",\"capacity\":%d}"
                .formatted(from, from.plus(Duration.ofHours(2)), capacity));
    return window.replaceAll(".*\"windowId\":\"([^\"]+)\".*", "$1");
  }

  private void book(String window, String driver) {
    post(
        "api/sites/Madrid/windows/" + window + "/bookings",
        "{\"driverId\":\"%s\",\"wait\":true}".formatted(driver));
  }

  private String post(String path, String json) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(address.resolve(path))
                  .header("Authorization", "Bearer demo")
                  .POST(BodyPublishers.ofString(json))
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void take(Page page, String name) throws IOException {
    Path file = PICTURES.resolve(name);
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
  }
}
