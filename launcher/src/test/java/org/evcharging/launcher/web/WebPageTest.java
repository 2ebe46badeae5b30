package org.evcharging.launcher.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.evcharging.launcher.web.Chromium.PHONE;
import static org.evcharging.launcher.web.Chromium.WIDE;
import static org.evcharging.launcher.web.Chromium.show;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web page as people use it: a real browser, a real Central. */
class WebPageTest {
  private static final int TABS = 20;
  private static final int PLACES = 14;

  private static final long MOST_BYTES = 300_000;

  private static final List<String> VIEWS =
      List.of(
          "#/",
          "#/charge-points/MAD-01",
          "#/sites",
          "#/sites/Madrid",
          "#/sessions",
          "#/accounts",
          "#/accounts/D3",
          "#/locks",
          "#/messages");

  @TempDir private static Path folder;
  private static Chromium chromium;
  private static WatchedNetwork network;

  @BeforeAll
  static void open() {
    chromium = Chromium.open();
    network =
        new WatchedNetwork(folder)
            .with("MAD-01", "Madrid", Duration.ofSeconds(4))
            .with("MAD-02", "Madrid", Duration.ofMinutes(10))
            .with("BCN-01", "Barcelona", Duration.ofSeconds(4))
            .ready();
  }

  @AfterAll
  static void close() {
    if (network != null) {
      network.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @AfterEach
  void closePages() {
    chromium.closePages();
  }

  @Test
  void aChargeIsSeenToStartProgressAndEndWithoutReload() {
    List<Page> pages = List.of(look(PHONE, "#/"), look(WIDE, "#/"));
    for (Page page : pages) {
      assertThat(card(page, "MAD-01")).hasAttribute("data-status", "AVAILABLE");
      page.evaluate("window.sameAsBefore = true");
    }

    network.request("D1", "MAD-01");

    for (Page page : pages) {
      assertThat(card(page, "MAD-01")).hasAttribute("data-status", "CHARGING");
      assertThat(card(page, "MAD-01")).containsText("D1");
    }
    for (Page page : pages) {
      double first = energyKwh(page);
      await().until(() -> energyKwh(page) > first);
    }
    for (Page page : pages) {
      assertThat(card(page, "MAD-01")).hasAttribute("data-status", "AVAILABLE");
      show(page, "#/sessions?driver=D1");
      assertThat(row(page)).containsText("unplugged");
      assertThat(page.evaluate("window.sameAsBefore")).isEqualTo(true);
    }
  }

  @Test
  void stopEndsTheSupplyAndResumeOpensTheChargePointAgain() {
    Page phone = look(PHONE, "#/charge-points/MAD-02");
    Page wide = look(WIDE, "#/charge-points/MAD-02");
    network.request("D2", "MAD-02");
    assertThat(status(wide)).hasText("Charging");

    press(phone, "Stop");
    signIn(phone);

    assertThat(phone.locator(".outcome")).containsText("stop is in force");
    assertThat(status(wide)).hasText("Out of Order");
    assertThat(row(wide)).containsText("operator stop");

    press(wide, "Resume");
    signIn(wide);

    assertThat(wide.locator(".outcome")).containsText("resume is in force");
    assertThat(status(phone)).hasText("Available");
  }

  @Test
  @Tag("long")
  void ofTwentyTabsThatRaceForFourteenPlacesSixAreToldThatItIsFull() {
    network.offer("Barcelona", PLACES, 1);
    BrowserContext browser = chromium.somebody(WIDE, ColorScheme.LIGHT);
    List<Page> tabs =
        IntStream.rangeClosed(1, TABS).mapToObj(it -> tabOf("RACE-" + it, browser)).toList();
    tabs.forEach(tab -> assertThat(taken(tab)).containsText("0 of 14 places booked"));

    pressAllAtOnce(tabs);

    List<String> answers = tabs.stream().map(WebPageTest::answer).toList();
    assertThat(answers).filteredOn(it -> it.endsWith("has a place")).hasSize(PLACES);
    assertThat(answers).filteredOn(it -> it.startsWith("Full: ")).hasSize(TABS - PLACES);
    tabs.forEach(tab -> assertThat(taken(tab)).hasText("14 of 14 places booked, full"));
    aPlaceThatIsGivenBackGoesToWhoeverWaits(
        tabs.get(indexOf(answers, "Full: ")), tabs.get(indexOf(answers, "has a place")));
  }

  private static void pressAllAtOnce(List<Page> tabs) {
    double at = (double) Instant.now().plusMillis(300).toEpochMilli();
    for (Page tab : tabs) {
      tab.evaluate(
          """
          at => {
            // Also where the page already knows that it is too late, and hides the button.
            const press = () => document.querySelector('.window .primary').click();
            setTimeout(press, at - Date.now());
          }
          """,
          at);
    }
  }

  private static void aPlaceThatIsGivenBackGoesToWhoeverWaits(Page late, Page early) {
    press(late, "Wait for a place");
    assertThat(late.locator(".window-own")).containsText("waits here, number 1");

    press(early, "Give it back");

    assertThat(late.locator(".window-own")).containsText("has a place here");
  }

  @Test
  void viewsAreAccessibleOnWideScreensInTheLightAndOnPhonesInTheDark() {
    Page wide = wideInTheLight();
    Page phone = phoneInTheDark();
    assertAccessible(wide, List.of("#/", "#/sites/Madrid", "#/accounts", "#/locks"));
    assertAccessible(phone, List.of("#/", "#/charge-points/MAD-01", "#/sessions", "#/messages"));
  }

  @Test
  void theFirstBookingAsksForATokenAndIsMade() {
    network.offer("Madrid", 2, 3);
    network.addDriver("FIRST-TIME");
    Page page = look(PHONE, "#/sites/Madrid");

    page.getByLabel("Driver who books").fill("FIRST-TIME");
    button(page, "Book a place").first().click();
    signIn(page);

    assertThat(page.locator(".form .outcome").first()).hasText("FIRST-TIME has a place");
    assertThat(page.locator(".window-own").first()).isVisible();
  }

  @Test
  @Tag("long")
  void everyViewIsAccessibleOnEveryScreen() {
    network.offer("Madrid", 4, 2);
    network.request("D3", "MAD-02");
    for (Page page : List.of(wideInTheLight(), phoneInTheDark())) {
      assertThat(card(page, "MAD-02")).hasAttribute("data-status", "CHARGING");
      String session = String.valueOf(page.locator(".lines a").first().getAttribute("href"));
      assertAccessible(page, VIEWS);
      assertAccessible(page, List.of(session));
    }
  }

  private static Page wideInTheLight() {
    return look(WIDE, "#/");
  }

  private static Page phoneInTheDark() {
    Page page = chromium.somebody(PHONE, ColorScheme.DARK).newPage();
    page.navigate(network.address().toString());
    return page;
  }

  private static void assertAccessible(Page page, List<String> views) {
    Axe axe = Axe.in(page);
    views.forEach(view -> assertAccessible(page, axe, view));
  }

  private static void assertAccessible(Page page, Axe axe, String view) {
    show(page, view);
    assertThat(page.locator("#link-state")).hasText("Live");
    assertThat(axe.seriousFindings()).as("%s at %s", view, page.viewportSize().width).isEmpty();
    assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
        .as("%s is no wider than the screen", view)
        .isEqualTo(0);
  }

  @Test
  void loadsLessThan300KilobytesAndNothingFromElsewhere() {
    Page page = chromium.somebody(WIDE, ColorScheme.LIGHT).newPage();
    List<Response> responses = new ArrayList<>();
    page.onResponse(responses::add);

    page.navigate(network.address() + "#/charge-points/MAD-01");

    assertThat(page.locator(".u-legend")).isVisible();
    List<Response> loaded = List.copyOf(responses);
    assertThat(loaded)
        .extracting(response -> URI.create(response.url()).getAuthority())
        .containsOnly(network.address().getAuthority());
    assertThat(
            loaded.stream()
                .filter(response -> response.status() == 200)
                .mapToLong(response -> response.body().length)
                .sum())
        .isLessThan(MOST_BYTES);
  }

  @Test
  void aLostConnectionIsSaidAndComesBackByItself() {
    List<WebSocketRoute> sockets = new ArrayList<>();
    Page page = chromium.somebody(WIDE, ColorScheme.LIGHT).newPage();
    page.routeWebSocket(
        Pattern.compile(".*/ws/network"),
        socket -> {
          sockets.add(socket);
          if (sockets.size() != 2) {
            socket.connectToServer();
          } else {
            socket.close();
          }
        });
    page.navigate(network.address().toString());
    assertThat(page.locator("#link-state")).hasText("Live");

    sockets.getFirst().close();

    assertThat(page.locator("#banner"))
        .hasText(
            Pattern.compile(
                "Central cannot be reached, showing what was known at \\d\\d:\\d\\d:\\d\\d"));
    assertThat(card(page, "MAD-01")).isVisible();
    assertThat(page.locator("#link-state")).hasText("Live");
    assertThat(page.locator("#banner")).isHidden();
  }

  @Test
  void fromElsewhereThePageAsksForATokenBeforeItShowsAnything() {
    Page page = chromium.somebody(PHONE, ColorScheme.LIGHT).newPage();
    page.navigate("http://" + Chromium.FOREIGN_NAME + ":" + network.address().getPort() + "/");
    assertThat(page.locator("#token-dialog")).isVisible();
    assertThat(page.locator(".card")).hasCount(0);

    signIn(page);

    assertThat(page.locator("#link-state")).hasText("Live");
    assertThat(card(page, "MAD-01")).isVisible();
  }

  @Test
  void canBeUsedWithTheKeyboardAlone() {
    Page page = look(WIDE, "#/");
    assertThat(card(page, "BCN-01")).isVisible();

    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    card(page, "BCN-01").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("h1")).hasText("BCN-01");
    assertThat(page.locator("#main")).isFocused();
    page.keyboard().press("Tab");
    assertThat(button(page, "Stop")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#token-input")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("#token-dialog")).isHidden();
  }

  private static Page look(int width, String view) {
    return chromium.page(network.address(), width, view);
  }

  /** A tab that begins to load a site. */
  private static Page tabOf(String driver, BrowserContext browser) {
    network.addDriver(driver);
    Page tab = browser.newPage();
    tab.addInitScript(
        "sessionStorage.setItem('ev-token', '%s'); sessionStorage.setItem('ev-driver', '%s');"
            .formatted(WatchedNetwork.TOKEN, driver));
    tab.navigate(
        network.address() + "#/sites/Barcelona",
        new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    return tab;
  }

  private static String answer(Page tab) {
    Locator outcome = tab.locator(".form .outcome").first();
    assertThat(outcome).not().isEmpty();
    return outcome.textContent();
  }

  private static int indexOf(List<String> answers, String part) {
    return IntStream.range(0, answers.size())
        .filter(index -> answers.get(index).contains(part))
        .findFirst()
        .orElseThrow();
  }

  private static Locator taken(Page page) {
    return page.locator(".window-taken");
  }

  private static Locator card(Page page, String id) {
    return page.locator(".card", new Page.LocatorOptions().setHasText(id));
  }

  /** The newest of a table. */
  private static Locator row(Page page) {
    return page.locator(".stacked tbody tr").first();
  }

  private static Locator status(Page page) {
    return page.locator(".head .status");
  }

  private static double energyKwh(Page page) {
    return Double.parseDouble(card(page, "MAD-01").locator(".card-supply b").nth(1).textContent());
  }

  private static Locator button(Page page, String name) {
    return page.locator("main button", new Page.LocatorOptions().setHasText(name));
  }

  private static void press(Page page, String name) {
    button(page, name).click();
  }

  private static void signIn(Page page) {
    page.locator("#token-input").fill(WatchedNetwork.TOKEN);
    page.keyboard().press("Enter");
  }
}
