package org.evcharging.benchmarks.rig;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.benchmarks.traffic.Slots;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.Central;
import org.evcharging.central.CentralConfig;
import org.evcharging.central.core.Input;
import org.evcharging.model.Health;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;

/**
 * The real Central on a new database, with a charge point for each driver. Its Monitors' words come
 * as a call instead of by TCP, which has a budget of its own: a registration each, then life signs.
 */
final class RealCentral implements Middle {
  private static final Place PLACE = new Place("Madrid", "Gran Vía 1");
  private static final Tariff TARIFF = new Tariff(250_000);

  /** More than a run can charge. */
  private static final Money OPENING_BALANCE = new Money(1_000_000_00);

  private static final long POWER_W = 22_000;

  /** A Monitor speaks each second; every other time is enough to be alive (spec §5: 3 s). */
  private static final long LIFE_SIGN_PERIOD_MS = 2_000;

  /** Life signs come in so many portions a period. */
  private static final int PORTIONS = 200;

  private static final long PORTION_MS = LIFE_SIGN_PERIOD_MS / PORTIONS;

  private final Central central;
  private final int chargePoints;
  private final Trouble trouble;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread monitors;

  private RealCentral(Central central, int chargePoints, Trouble trouble) {
    this.central = central;
    this.chargePoints = chargePoints;
    this.trouble = trouble;
    this.monitors = Thread.ofPlatform().name("bench monitors").unstarted(this::keepAlive);
  }

  /**
   * Opens it, and returns when all charge points are registered.
   *
   * @param database a file that is not there yet
   */
  static RealCentral open(String bootstrap, Path database, int chargePoints, Trouble trouble)
      throws InterruptedException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Central central =
        Central.open(
            new CentralConfig(
                bootstrap,
                anyPort,
                anyPort,
                anyPort,
                anyPort,
                database,
                Optional.empty(),
                Optional.empty(),
                Optional.of(OPENING_BALANCE)),
            why -> trouble.happened(new IllegalStateException(why)));
    RealCentral opened = new RealCentral(central, chargePoints, trouble);
    central.awaitRunning();
    opened.register();
    opened.monitors.start();
    return opened;
  }

  private void register() throws InterruptedException {
    CompletableFuture<Void> committed = CompletableFuture.completedFuture(null);
    for (int slot = 0; slot < chargePoints; slot++) {
      committed = central.inputs().submit(registration(slot)).committed();
    }
    // Before its first life sign no charge point takes anybody.
    for (int portion = 0; portion < PORTIONS; portion++) {
      giveLifeSigns(portion);
    }
    committed.join();
  }

  private static Input.MonitorRegisters registration(int slot) {
    return new Input.MonitorRegisters(
        slot, Slots.chargePoint(slot), "secret", PLACE, TARIFF, POWER_W, "salt", "c" + slot);
  }

  private void keepAlive() {
    try {
      long beganNanos = System.nanoTime();
      long portion = 0;
      while (!closing.await(PORTION_MS, TimeUnit.MILLISECONDS)) {
        // A thread that got no processor for a while makes up for it, as so many Monitors would.
        long due = (System.nanoTime() - beganNanos) / (PORTION_MS * 1_000_000);
        for (; portion < due; portion++) {
          giveLifeSigns((int) (portion % PORTIONS));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      trouble.happened(e);
    }
  }

  private void giveLifeSigns(int portion) throws InterruptedException {
    for (int slot = portion; slot < chargePoints; slot += PORTIONS) {
      var _ =
          central
              .inputs()
              .submit(
                  new Input.LifeSign(
                      Slots.chargePoint(slot), slot, new Health.Ok(), Optional.empty()));
    }
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      monitors.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    central.close();
  }
}
