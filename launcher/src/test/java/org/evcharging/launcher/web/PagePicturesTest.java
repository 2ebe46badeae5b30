package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
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
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
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
                "12",
                "--drivers",
                "9")) {
      demo.awaitLine(line -> line.contains("BCN-01 connected"), START);
      post("api/charge-points/BCN-03/stop", "{}");
      Page dark = look(chromium, ColorScheme.DARK, "#/");
      assertThat(dark.locator(".card[data-status=CHARGING]").nth(3)).isVisible();
      assertThat(dark.locator(".card[data-status=FAULTED]").first()).isVisible();
      take(dark, "web-network.png");

      bookPlaces();
      Page light = look(chromium, ColorScheme.LIGHT, "#/sites/Madrid");
      assertThat(light.locator(".window-own").first()).containsText("has a place");
      take(light, "web-site.png");
    }
  }

  private Page look(Chromium chromium, ColorScheme scheme, String view) {
    Page page = chromium.somebody(WIDTH, scheme).newPage();
    page.setViewportSize(WIDTH, HEIGHT);
    page.addInitScript("sessionStorage.setItem('ev-driver', 'D3')");
    page.navigate(address + view);
    return page;
  }

  /** Two windows, the second one full, with two who wait. */
  private void bookPlaces() {
    IntStream.rangeClosed(1, 11).forEach(driver -> addDriver("D" + driver));
    String evening = offer(18, 14);
    String night = offer(20, 6);
    IntStream.rangeClosed(1, 9).forEach(driver -> book(evening, "D" + driver));
    IntStream.rangeClosed(4, 11).forEach(driver -> book(night, "D" + driver));
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
    Files.write(file, packed(page.screenshot()));
    assertThat(Files.size(file)).isLessThan(MOST_BYTES);
  }

  /** The same picture in three quarters of the bytes: Chromium packs fast, not well. */
  private static byte[] packed(byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam smallest = writer.getDefaultWriteParam();
    smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    smallest.setCompressionQuality(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), smallest);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
