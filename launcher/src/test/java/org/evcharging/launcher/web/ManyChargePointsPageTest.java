package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.evcharging.launcher.process.EvProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of hundreds of charge points, all on this machine, answers as soon as that of a few. */
@Tag("long")
@Tag("alone")
class ManyChargePointsPageTest {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir Path folder;

  @Test
  void fiveHundredChargePointsAreShownWithoutLag() {
    try (BrowsedPrograms browsed = new BrowsedPrograms(folder)) {
      int kafka = EvProcess.lastingPort();
      int monitors = EvProcess.lastingPort();
      browsed.start("" + kafka, "broker", "--port", "" + kafka);
      browsed.start(
          "Central is ready",
          "central",
          "--headless",
          "--bootstrap",
          "localhost:" + kafka,
          "--listen",
          "" + monitors,
          "--http",
          browsed.httpPort(),
          "--desk",
          "0",
          "--clearing",
          "0",
          "--open-drivers",
          "1000");
      browsed.start(
          "All 500 charge points are connected",
          "fleet",
          "--charge-points",
          "500",
          "--central",
          "localhost:" + monitors,
          "--bootstrap",
          "localhost:" + kafka);

      Page page = browsed.look();

      assertThat(page.locator(".card")).hasCount(500);
      assertThat(page.locator(".card:not([data-status])")).hasCount(0);
      awaitEndedSessions(page, 500);
      assertThat(Chromium.lagMs(page, 95)).isLessThan(Chromium.MOST_LAG_MS);
      page.locator("input[type=search]").fill("fleet-0007");
      assertThat(page.locator(".card")).hasCount(1);
    }
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
        new Page.WaitForFunctionOptions().setTimeout((double) SOON.toMillis()));
  }
}
