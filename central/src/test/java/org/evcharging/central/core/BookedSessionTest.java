package org.evcharging.central.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.core.Scene.S1;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;
import org.junit.jupiter.api.Test;

/** What a booking does for a session, and a session to a booking (spec §9). */
class BookedSessionTest {
  private static final SiteName MADRID = new SiteName("Madrid");
  private static final WindowId NOW = new WindowId("now");

  private final Scene scene = Scene.withChargePoint();

  @Test
  void driverWithoutABookingIsDeniedTheLastChargePoint() {
    books("D1");

    scene.asks("D2", "MAD-01");

    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.RESERVED_FOR_OTHERS);
  }

  @Test
  void driverWithABookingIsServedAndUsesItUp() {
    books("D1");

    scene.asks("D1", "MAD-01").confirms(S1);

    assertThat(changes())
        .singleElement()
        .isInstanceOfSatisfying(
            Event.BookingUsed.class, used -> assertThat(used.session()).isEqualTo(S1));
  }

  @Test
  void bookingComesBackWhenTheSessionExpires() {
    books("D1");
    scene.asks("D1", "MAD-01").confirms(S1).reportsNotPluggedIn(S1);

    assertThat(changes()).singleElement().isInstanceOf(Event.BookingReturned.class);
    scene.asks("D2", "MAD-01");
    assertThat(scene.notification(Notification.Denied.class).reason())
        .isEqualTo(DenialReason.RESERVED_FOR_OTHERS);
  }

  @Test
  void onceTheBookedAreServedOthersMayCome() {
    books("D1");
    scene.asks("D1", "MAD-01").confirms(S1).connects(new ChargePointId("MAD-02"));

    scene.asks("D2", "MAD-02");

    assertThat(scene.notifications()).noneMatch(Notification.Denied.class::isInstance);
  }

  @Test
  void aChargePointTooManyIsForAnybody() {
    books("D1");
    scene.connects(new ChargePointId("MAD-02"));

    scene.asks("D2", "MAD-02");

    assertThat(scene.notifications()).noneMatch(Notification.Denied.class::isInstance);
  }

  /** One place from now on, and who has it. */
  private void books(String driver) {
    Instant now = scene.now();
    scene.orders(
        new SiteOrder.Offer(MADRID, NOW, now, now.plus(Duration.ofHours(1)), 1, "operator"));
    scene.orders(new SiteOrder.Join(MADRID, NOW, new DriverId(driver), false, "driver"));
  }

  private List<Event.SiteChanged> changes() {
    return scene.events().stream()
        .filter(Event.SiteChanged.class::isInstance)
        .map(Event.SiteChanged.class::cast)
        .toList();
  }
}
