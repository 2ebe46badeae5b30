package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page stays open while somebody works. */
@Tag("long")
class LastingPageTest {
  /**
   * The demo at four times its usual size: in a quarter of an hour the page hears as much as of the
   * usual one in an hour. {@code -Dtests.page.minutes=60} takes the hour.
   */
  private static final Duration OPEN =
      Duration.ofMinutes(Integer.getInteger("tests.page.minutes", 15));

  /** How many times all views are looked at meanwhile. */
  private static final int ROUNDS = 15;

  /** In the first rounds histories and lists fill up to their limits. */
  private static final int FILLING = 5;

  /** What the heap may differ by from one look to another, in bytes. */
  private static final long NOISE_BYTES = 2_000_000;

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

  @Test
  void aPageLeftOpenNeitherLeaksNorLags() {
    try (BrowsedPrograms browsed = new BrowsedPrograms(folder)) {
      browsed.start(
          "Central is ready",
          "demo",
          "--headless",
          "--http",
          browsed.httpPort(),
          "--charge-points",
          "24",
          "--drivers",
          "16");
      Page page = browsed.look();
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
      assertThat(Chromium.lagMs(page, 95)).isLessThan(Chromium.MOST_LAG_MS);
    }
  }

  private static void lookAt(Page page, String view) {
    Chromium.show(page, view);
    page.locator("main :is(.card, td, .lines li, .tile, .chart)").first().waitFor();
  }
}
