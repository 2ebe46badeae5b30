package org.evcharging.central.state;

import java.time.Instant;
import java.util.List;
import org.evcharging.central.core.Decision;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.Window;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;
import org.evcharging.model.WindowId;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That the last place of a window is booked once needs the lock. */
@Tag("long")
class SitesLincheckTest {
  @Test
  void lastPlaceIsBookedOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingItIsBookedTwice() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What drivers do who rush for the one place of a window. */
  public abstract static class Operations {
    private static final SiteName SITE = new SiteName("Madrid");
    private static final WindowId WINDOW = new WindowId("window");
    private static final Moment NOW = new Moment(Instant.EPOCH, 0);

    private final Sites sites;

    Operations(Locks locks) {
      Window window = Window.empty(WINDOW, Instant.EPOCH, Instant.EPOCH.plusSeconds(60), 1);
      sites =
          new Sites(
              MemoryScene.journal(), () -> NOW, locks, List.of(new Site(SITE, 1, List.of(window))));
    }

    @Operation
    public Decision.Reply join(@Param(gen = IntGen.class, conf = "1:3") int driver)
        throws InterruptedException {
      return sites
          .order(new SiteOrder.Join(SITE, WINDOW, new DriverId("D" + driver), false, "test"))
          .reply();
    }

    @Operation
    public Decision.Reply leave(@Param(gen = IntGen.class, conf = "1:3") int driver)
        throws InterruptedException {
      return sites
          .order(new SiteOrder.Leave(SITE, WINDOW, new DriverId("D" + driver), "test"))
          .reply();
    }

    @Operation
    public long version() {
      return sites.look(SITE).site().version();
    }
  }

  public static final class Locked extends Operations {
    public Locked() {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() {
      super(Locks.NONE);
    }
  }
}
