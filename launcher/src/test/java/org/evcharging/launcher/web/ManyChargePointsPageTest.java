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

/** The page of hundreds of charge points, all on this machine, answers as soon as that of a few. */
@Tag("long")
@Tag("alone")
class ManyChargePointsPageTest {
  private static final Duration START = Duration.ofMinutes(2);

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

    Page page = chromium.page(URI.create("http://localhost:" + httpPort + "/"), WIDE, "#/");

    assertThat(page.locator(".card")).hasCount(500);
    assertThat(page.locator(".card:not([data-status])")).hasCount(0);
    awaitEndedSessions(page, 500);
    assertThat(Chromium.lagMs(page, 95)).isLessThan(Chromium.MOST_LAG_MS);
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

  private void start(String ready, String... arguments) {
    EvProcess program = EvProcess.start(folder, arguments);
    programs.add(program);
    program.awaitLine(line -> line.contains(ready), START);
  }
}
