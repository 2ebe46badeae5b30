package org.evcharging.simulation.verifier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.simulation.disk.Books;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.disk.Transaction;
import org.evcharging.simulation.disk.Transaction.SessionStep;

/** That the books add up after each transaction, and that each order has one answer (spec §8). */
final class MoneyRules {
  private static final String PROMISE = "the money adds up to the cent";

  private final Database disk;

  /** By account, a driver's own or the network's; what came in less what went out. */
  private final Map<String, Long> sums = new HashMap<>();

  /** By session: what the network has earned by it, in cents. */
  private final Map<String, Long> paid = new HashMap<>();

  private final Map<String, Long> writtenOff = new HashMap<>();

  MoneyRules(Database disk) {
    this.disk = disk;
  }

  void committed(Transaction transaction) {
    Set<String> drivers = new HashSet<>();
    for (Books.MovementRow row : transaction.movements()) {
      drivers.add(row.driver());
      add(account(row.from(), row.driver()), -row.cents());
      add(account(row.to(), row.driver()), row.cents());
      if (row.to().equals("REVENUE") && row.session().isPresent()) {
        (row.from().equals("WRITTEN_OFF") ? writtenOff : paid)
            .merge(row.session().get(), row.cents(), Long::sum);
      }
    }
    require(sums.values().stream().mapToLong(Long::longValue).sum() == 0, "the sum is not zero");
    drivers.forEach(this::requireBalance);
    transaction.steps().forEach(this::requireHoldAndBill);
  }

  private static String account(String ledger, String driver) {
    boolean own = ledger.equals("DRIVER") || ledger.equals("HELD");
    return own ? ledger + " of " + driver : ledger;
  }

  private void add(String account, long cents) {
    sums.merge(account, cents, Long::sum);
  }

  private void requireBalance(String driver) {
    long balance = disk.books().balances().getOrDefault(driver, 0L);
    long held =
        disk.books().holds().values().stream()
            .filter(hold -> hold.driver().equals(driver))
            .mapToLong(Books.HoldRow::cents)
            .sum();
    require(
        balance >= 0 && balance == sums.getOrDefault("DRIVER of " + driver, 0L),
        driver + " has " + balance + ", the movements say " + sums);
    require(
        held >= 0 && held == sums.getOrDefault("HELD of " + driver, 0L),
        "of " + driver + " " + held + " are held, the movements say " + sums);
  }

  private void requireHoldAndBill(SessionStep step) {
    // As it is after the whole transaction, and not after this step of it.
    SessionRow session = disk.sessions().getOrDefault(step.after().id(), step.after());
    Books.HoldRow hold = disk.books().holds().get(session.id());
    boolean settling = session.settled().equals(Optional.of(false));
    require(!session.isOpen() || hold != null, "no hold for " + session);
    require(hold == null || session.isOpen() || settling, hold + " for " + session);
    if (session.amountCents().isPresent()) {
      long owed = Bills.cents(session.energyWh(), session.priceMicrosPerKwh());
      long earned = paid.getOrDefault(session.id(), 0L);
      long lost = writtenOff.getOrDefault(session.id(), 0L);
      require(
          earned == session.amountCents().get() && earned + lost == owed,
          "earned " + earned + ", wrote off " + lost + ", owed " + owed + " of " + session);
      require(lost == 0, "the engine supplied what nobody pays: " + lost + " of " + session);
    }
  }

  /** The desk has answered an order. */
  void answered(Books.OrderRow told) {
    Optional<Books.OrderRow> row = disk.books().order(told.driver(), told.operation());
    switch (told.refusal().orElse("")) {
      case "UNKNOWN_DRIVER" -> {
        // Nothing is remembered of who is not known; they may be by now.
      }
      case "ID_REUSED" ->
          require(
              row.isPresent() && !told.sameOrder(row.get()), told + ", and the disk has " + row);
      // Who gets the same as is on the disk gets the same as everybody.
      default -> require(row.equals(Optional.of(told)), told + ", and the disk has " + row);
    }
  }

  private static void require(boolean holds, String words) {
    if (!holds) {
      throw new Violation(PROMISE, words);
    }
  }
}
