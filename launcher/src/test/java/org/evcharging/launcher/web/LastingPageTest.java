package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.launcher.web.Chromium.WIDE;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.launcher.process.EvProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page stays open while somebody works, and for hundreds of charge points it is no slower. */
@Tag("long")
class LastingPageTest {
  /**
   * The demo at four times its usual size: in a quarter of an hour the page hears as much as of the
   * usual one in an hour. {@code -Dtests.page.minutes=60} takes the hour.
   */
  private static final Duration OPEN =
      Duration.ofMinutes(Integer.getInteger("tests.page.minutes", 15));

  private static final Duration START = Duration.ofMinutes(2);

  /** How many times all views are looked at meanwhile. */
  private static final int ROUNDS = 15;

  /** In the first rounds histories and lists fill up to their limits. */
  private static final int FILLING = 5;

  /** What the heap may differ by from one look to another, in bytes. */
  private static final long NOISE_BYTES = 2_000_000;

  /** People notice nothing below 100 ms; half of it is left to a busy machine. */
  private static final double MOST_LAG_MS = 50;

  private static final List<String> VIEWS =
      List.of(
          "#/charge-points/MAD-01",
          "#/sites",
          "#/sites/Madrid",
          "#/sessions",
          "#/accounts",
          "#/accounts/D1",
          "#/locks",
          "#/messages",
          "#/");

  @TempDir Path folder;
  private final List<EvProcess> programs = new ArrayList<>();
  private final int httpPort = EvProcess.lastingPort();
  private Chromium chromium;

  @BeforeEach
  void open() {
    chromium = Chromium.open();
  }

  @AfterEach
  void close() {
    programs.reversed().forEach(EvProcess::close);
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aPageLeftOpenNeitherLeaksNorLags() {
    start(
        "Central is ready",
        "demo",
        "--headless",
        "--http",
        "" + httpPort,
        "--charge-points",
        "24",
        "--drivers",
        "16");
    Page page = chromium.page(address(), WIDE, "#/");
    assertThat(page.locator(".card")).hasCount(24);

    List<Long> heaps = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      VIEWS.forEach(view -> lookAt(page, view));
      // The time that passes is what is tested.
      page.waitForTimeout((double) OPEN.dividedBy(ROUNDS).toMillis());
      heaps.add(Chromium.heapBytes(page));
    }

    long filled = heaps.subList(0, FILLING).stream().mapToLong(it -> it).max().orElseThrow();
    long last =
        heaps.subList(ROUNDS - FILLING, ROUNDS).stream().mapToLong(it -> it).min().orElseThrow();
    assertThat(last).as("heaps: %s", heaps).isLessThan(filled + NOISE_BYTES);
    assertThat(lagMs(page, 95)).isLessThan(MOST_LAG_MS);
  }

  @Test
  void fiveHundredChargePointsAreShownWithoutLag() {
    int kafka = EvProcess.lastingPort();
    int monitors = EvProcess.lastingPort();
    start("" + kafka, "broker", "--port", "" + kafka);
    start(
        "Central is ready",
        "central",
        "--headless",
        "--bootstrap",
        "localhost:" + kafka,
        "--listen",
        "" + monitors,
        "--http",
        "" + httpPort,
        "--desk",
        "0",
        "--clearing",
        "0",
        "--open-drivers",
        "1000");
    start(
        "All 500 charge points are connected",
        "fleet",
        "--charge-points",
        "500",
        "--central",
        "localhost:" + monitors,
        "--bootstrap",
        "localhost:" + kafka);

    Page page = chromium.page(address(), WIDE, "#/");

    assertThat(page.locator(".card")).hasCount(500);
    awaitEndedSessions(page, 500);
    assertThat(lagMs(page, 95)).isLessThan(MOST_LAG_MS);
    page.locator("input[type=search]").fill("fleet-0007");
    assertThat(page.locator(".card")).hasCount(1);
  }

  /** By then the programs are past their start, which takes all of a small machine. */
  private static void awaitEndedSessions(Page page, int number) {
    page.waitForFunction(
        """
        number => [...document.querySelectorAll('.figure')].some((figure) =>
          figure.textContent.includes('Sessions ended')
            && Number(figure.textContent.replace(/[^0-9]/g, '')) >= number)
        """,
        number,
        new Page.WaitForFunctionOptions().setTimeout((double) START.toMillis()));
  }

  private static void lookAt(Page page, String view) {
    Chromium.show(page, view);
    page.locator("main :is(.card, td, .lines li, .tile, .chart)").first().waitFor();
  }

  /**
   * How late the page answers at the most, in so many of a hundred times: what it is doing comes
   * first.
   */
  private static double lagMs(Page page, int percent) {
    return ((Number)
            page.evaluate(
                """
                async percent => {
                  const late = [];
                  for (let i = 0; i < 100; i++) {
                    const asked = performance.now();
                    await new Promise((answer) => setTimeout(answer, 50));
                    late.push(performance.now() - asked - 50);
                  }
                  return late.sort((a, b) => a - b)[percent];
                }
                """,
                percent))
        .doubleValue();
  }

  private URI address() {
    return URI.create("http://localhost:" + httpPort + "/");
  }

  private void start(String ready, String... arguments) {
    EvProcess program = EvProcess.start(folder, arguments);
    programs.add(program);
    program.awaitLine(line -> line.contains(ready), START);
  }
}
