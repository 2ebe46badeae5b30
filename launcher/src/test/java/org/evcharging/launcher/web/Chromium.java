package org.evcharging.launcher.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, driven by Playwright, which downloads none. Used by one thread.
 *
 * @see #open
 */
final class Chromium implements AutoCloseable {
  static final int PHONE = 390;
  static final int WIDE = 1440;

  /** People notice nothing below 100 ms; half of it is left to a busy machine. */
  static final double MOST_LAG_MS = 50;

  private static final double PATIENCE_MS = WatchedNetwork.SOON.toMillis();

  /** A name of this machine by which whoever asks counts as coming from another. */
  static final String FOREIGN_NAME = "central.example";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private static final List<String> OPTIONS =
      List.of(
          // In containers and for root there is no sandbox; it shows nothing but our own page.
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // Twenty tabs need not be twenty processes.
          "--process-per-site",
          "--host-resolver-rules=MAP " + FOREIGN_NAME + " 127.0.0.1");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(OPTIONS));
  }

  /** Opens it; where there is none, the test is skipped with these words. */
  static Chromium open() {
    Optional<Path> program = onPath();
    assumeTrue(
        program.isPresent(),
        "no Chromium on the PATH: the page is not tested (apt install chromium)");
    return new Chromium(program.orElseThrow());
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Somebody else, who has nothing in common with those before. */
  BrowserContext somebody(int width, ColorScheme scheme) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, width == PHONE ? 844 : 900)
                .setColorScheme(scheme));
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  }

  /** Somebody who looks at a view. */
  Page page(URI address, int width, String view) {
    Page page = somebody(width, ColorScheme.LIGHT).newPage();
    page.navigate(address + view);
    return page;
  }

  /** Shows another view of the page that is open, as a click upon a link does. */
  static void show(Page page, String view) {
    page.evaluate("view => { location.hash = view; }", view);
  }

  /** What the page's objects take that are in use. */
  static long heapBytes(Page page) {
    CDPSession devtools = page.context().newCDPSession(page);
    devtools.send("HeapProfiler.enable");
    devtools.send("HeapProfiler.collectGarbage");
    long used = devtools.send("Runtime.getHeapUsage").get("usedSize").getAsLong();
    devtools.detach();
    return used;
  }

  /**
   * How late the page answers at the most, in so many of a hundred times: what it is doing comes
   * first.
   */
  static double lagMs(Page page, int percent) {
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

  void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
