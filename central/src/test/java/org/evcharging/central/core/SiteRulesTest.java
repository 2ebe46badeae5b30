package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spec §9, line by line. */
class SiteRulesTest {
  private static final SiteName MADRID = new SiteName("Madrid");
  private static final WindowId EVENING = new WindowId("evening");
  private static final Instant SIX = Instant.parse("2026-11-20T18:00:00Z");
  private static final Instant EIGHT = SIX.plus(Duration.ofHours(2));
  private static final DriverId D1 = new DriverId("D1");
  private static final DriverId D2 = new DriverId("D2");
  private static final DriverId D3 = new DriverId("D3");

  private Site site = Site.empty(MADRID);
  private Instant now = SIX.minus(Duration.ofHours(1));

  @Test
  void windowWithAPlaceIsJoined() {
    offers(2);

    assertThat(joins(D1)).isEqualTo(new SiteAnswer.Booked());
    assertThat(window().bookings()).containsOnlyKeys(D1);
  }

  @Test
  void fullWindowIsNot() {
    offers(1);
    joins(D1);

    assertThat(joins(D2)).isEqualTo(refused(SiteRefusal.FULL));
    assertThat(window().bookings()).containsOnlyKeys(D1);
  }

  @Test
  void nobodyIsInAWindowTwice() {
    offers(2);
    joins(D1);

    assertThat(joins(D1)).isEqualTo(refused(SiteRefusal.ALREADY_BOOKED));
  }

  @Test
  void whoLeavesGivesThePlaceToTheFirstWhoWaits() {
    offers(1);
    joins(D1);
    assertThat(waits(D2)).isEqualTo(new SiteAnswer.Waits(1));
    assertThat(waits(D3)).isEqualTo(new SiteAnswer.Waits(2));

    assertThat(leaves(D1)).isEqualTo(new SiteAnswer.Left(Optional.of(D2)));
    assertThat(window().bookings()).containsOnlyKeys(D2);
    assertThat(window().waiting()).containsExactly(D3);
  }

  @Test
  void whoWaitsAndAsksAgainKeepsTheirTurn() {
    offers(1);
    joins(D1);
    waits(D2);
    waits(D3);

    assertThat(waits(D2)).isEqualTo(new SiteAnswer.Waits(1));
  }

  @Test
  void whoWaitsMayWaitNoMore() {
    offers(1);
    joins(D1);
    waits(D2);

    assertThat(leaves(D2)).isEqualTo(new SiteAnswer.Left(Optional.empty()));
    assertThat(window().waiting()).isEmpty();
    assertThat(leaves(D2)).isEqualTo(refused(SiteRefusal.NOT_BOOKED));
  }

  @ParameterizedTest
  @CsvSource({
    "18:00,20:00,OVERLAPS",
    "19:59,21:00,OVERLAPS",
    "17:00,18:01,OVERLAPS",
    "17:00,21:00,OVERLAPS",
    "20:00,21:00,",
    "17:00,18:00,"
  })
  void windowsOfASiteDoNotOverlap(String from, String to, SiteRefusal expected) {
    offers(1);

    SiteAnswer answer =
        orders(
            new SiteOrder.Offer(
                MADRID,
                new WindowId("other"),
                Instant.parse("2026-11-20T" + from + ":00Z"),
                Instant.parse("2026-11-20T" + to + ":00Z"),
                1,
                "operator"));

    if (expected == null) {
      assertThat(answer).isInstanceOf(SiteAnswer.Offered.class);
    } else {
      assertThat(answer).isEqualTo(refused(expected));
    }
  }

  @Test
  void windowThatIsOverIsNeitherOfferedNorJoinedNorLeft() {
    offers(1);
    joins(D1);
    now = EIGHT;

    assertThat(joins(D2)).isEqualTo(refused(SiteRefusal.UNKNOWN_WINDOW));
    assertThat(leaves(D1)).isEqualTo(refused(SiteRefusal.UNKNOWN_WINDOW));
    assertThat(orders(new SiteOrder.Offer(MADRID, new WindowId("late"), SIX, EIGHT, 1, "operator")))
        .isEqualTo(refused(SiteRefusal.IN_THE_PAST));
    assertThat(site.withoutOver(now).windows()).isEmpty();
  }

  @Test
  void placeOfWhoDoesNotComeIsFreeAfterAQuarterOfAnHour() {
    offers(1);
    joins(D1);
    waits(D2);

    now = SIX.plus(Window.PATIENCE).minusMillis(1);
    assertThat(timePasses()).isEmpty();

    now = now.plusMillis(1);
    assertThat(site.nextDue(now)).hasValue(now);
    assertThat(timePasses())
        .containsExactly(
            new Event.PlaceFreed(MADRID, EVENING, D1, true, now),
            new Event.PlaceBooked(MADRID, EVENING, D2, now));
    // Who got it late has as long again.
    assertThat(site.nextDue(now)).hasValue(now.plus(Window.PATIENCE));
  }

  @Test
  void whoWasServedKeepsThePlaceForTheWindow() {
    offers(1);
    joins(D1);
    applies(new Event.BookingUsed(MADRID, EVENING, D1, new SessionId("s"), now));
    now = SIX.plus(Window.PATIENCE);

    assertThat(timePasses()).isEmpty();
    assertThat(leaves(D1)).isEqualTo(refused(SiteRefusal.ALREADY_USED));
    assertThat(site.nextDue(now)).hasValue(EIGHT);
  }

  @Test
  void everyChangeRaisesTheVersionByOne() {
    offers(1);
    joins(D1);
    joins(D2);
    leaves(D1);

    assertThat(site.version()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"D3,1,RESERVED_FOR_OTHERS", "D3,2,RESERVED_FOR_OTHERS", "D3,3,", "D1,1,", "D2,1,"})
  void inItsWindowABookingIsHonoured(String driver, long available, DenialReason expected) {
    offers(5);
    joins(D1);
    joins(D2);
    now = SIX;

    assertThat(SiteRules.obstacle(site, new DriverId(driver), available, now))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void outsideItsWindowNobodyIsKeptAway() {
    offers(1);
    joins(D1);

    assertThat(SiteRules.obstacle(site, D3, 1, SIX.minusMillis(1))).isEmpty();
    assertThat(SiteRules.obstacle(site, D3, 1, EIGHT)).isEmpty();
  }

  private void offers(int capacity) {
    orders(new SiteOrder.Offer(MADRID, EVENING, SIX, EIGHT, capacity, "operator"));
  }

  private SiteAnswer joins(DriverId driver) {
    return orders(new SiteOrder.Join(MADRID, EVENING, driver, false, "driver"));
  }

  private SiteAnswer waits(DriverId driver) {
    return orders(new SiteOrder.Join(MADRID, EVENING, driver, true, "driver"));
  }

  private SiteAnswer leaves(DriverId driver) {
    return orders(new SiteOrder.Leave(MADRID, EVENING, driver, "driver"));
  }

  private SiteAnswer orders(SiteOrder order) {
    Decision decision = SiteRules.decide(site, order, new Moment(now, 0));
    decision.events().forEach(this::applies);
    return ((Decision.Reply.SiteAnswered) decision.reply()).answer();
  }

  private List<Event> timePasses() {
    List<Event> events = SiteRules.timePassed(site, now);
    events.forEach(this::applies);
    return events;
  }

  private void applies(Event event) {
    if (event instanceof Event.SiteChanged changed) {
      site = site.after(changed);
    }
  }

  private Window window() {
    return site.window(EVENING).orElseThrow();
  }

  private static SiteAnswer refused(SiteRefusal reason) {
    return new SiteAnswer.Refused(reason);
  }
}
