package org.evcharging.central.state;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.SiteRefusal;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;

/** Where windows are offered and places booked, whoever asks. Thread-safe. */
public final class BookingDesk {
  private final ChargingNetwork network;
  private final Accounts accounts;
  private final Sites sites;

  public BookingDesk(ChargingNetwork network, Accounts accounts, Sites sites) {
    this.network = network;
    this.accounts = accounts;
    this.sites = sites;
  }

  /**
   * What came of an order.
   *
   * @param answer to be told only after {@code committed}
   * @param committed completes when it is on the disk
   */
  public record Outcome(SiteAnswer answer, CompletableFuture<Void> committed) {}

  /** Decides an order. Waits while too much waits for the disk. */
  public Outcome order(SiteOrder order) throws StoreFailure, InterruptedException {
    Optional<Outcome> obstacle = obstacle(order);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    Receipt receipt = sites.order(order);
    return new Outcome(((Reply.SiteAnswered) receipt.reply()).answer(), receipt.committed());
  }

  /** Sites and drivers never go away, so they can be looked at before. */
  private Optional<Outcome> obstacle(SiteOrder order) throws StoreFailure {
    if (chargePointCount(order.site()) == 0) {
      return Optional.of(
          refused(SiteRefusal.UNKNOWN_SITE, CompletableFuture.completedFuture(null)));
    }
    return order instanceof SiteOrder.Join join ? stranger(join.driver()) : Optional.empty();
  }

  private Optional<Outcome> stranger(DriverId driver) throws StoreFailure {
    Accounts.Balance known = accounts.balance(driver);
    return known.account().isPresent()
        ? Optional.empty()
        : Optional.of(refused(SiteRefusal.UNKNOWN_DRIVER, known.committed()));
  }

  private static Outcome refused(SiteRefusal reason, CompletableFuture<Void> committed) {
    return new Outcome(new SiteAnswer.Refused(reason), committed);
  }

  /** What a site offers, as it is now. */
  public Sites.Look look(SiteName site) {
    return sites.look(site);
  }

  /** How many charge points a site has; 0 if there is no such site. */
  public int chargePointCount(SiteName site) {
    return network.chargePointCount(site);
  }

  /** The sites there are, in the order of their names. */
  public List<SiteName> sites() {
    return network.sites();
  }
}
