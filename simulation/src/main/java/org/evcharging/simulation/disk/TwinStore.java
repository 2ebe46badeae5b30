package org.evcharging.simulation.disk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;
import org.evcharging.simulation.verifier.Violation;

/**
 * The simulated store and SQLite's, side by side: both are given everything, and must answer the
 * same. What only differs from run to run, the database's name and its epoch, is the simulated
 * one's. Not thread-safe.
 */
public final class TwinStore implements Store {
  private static final String PROMISE = "SQLite keeps what the simulated disk keeps";

  private final ModelStore model;
  private final SqliteStore sqlite;

  private TwinStore(ModelStore model, SqliteStore sqlite) {
    this.model = model;
    this.sqlite = sqlite;
  }

  /**
   * Opens both.
   *
   * @param file SQLite's; whoever had it open before must have closed it
   */
  public static TwinStore open(ModelStore model, Path file) {
    SqliteStore sqlite;
    try {
      sqlite = SqliteStore.open(file);
    } catch (StoreFailure e) {
      throw new IllegalStateException(e.line(), e);
    }
    Recovered expected = model.recovered();
    Recovered found = sqlite.recovered();
    requireSame("the charge points", expected.chargePoints(), found.chargePoints());
    requireSame("the open sessions", expected.openSessions(), found.openSessions());
    requireSame("the unsettled sessions", expected.unsettled(), found.unsettled());
    requireSame("the holds", expected.holds(), found.holds());
    requireSame("the accounts", expected.heldAccounts(), found.heldAccounts());
    requireSame("the positions", expected.positions(), found.positions());
    requireSame("the totals", expected.totals(), found.totals());
    requireSame("the last outbox row", expected.lastOutboxRow(), found.lastOutboxRow());
    return new TwinStore(model, sqlite);
  }

  private static void requireSame(String what, List<?> expected, List<?> found) {
    // In which order they come back is nobody's business.
    if (expected.size() != found.size() || !new HashSet<>(expected).equals(new HashSet<>(found))) {
      throw differ(what, expected, found);
    }
  }

  private static void requireSame(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw differ(what, expected, found);
    }
  }

  private static Violation differ(String what, Object expected, Object found) {
    return new Violation(PROMISE, what + ": " + expected + " here, " + found + " in SQLite");
  }

  @Override
  public Recovered recovered() {
    return model.recovered();
  }

  @Override
  public void commit(Batch batch) throws StoreFailure {
    model.commit(batch);
    sqlite.commit(batch);
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) throws StoreFailure {
    Optional<KnownRequest> known = model.request(key);
    requireSame("the request " + key, known, sqlite.request(key));
    return known;
  }

  @Override
  public Optional<Account> account(DriverId driver) throws StoreFailure {
    Optional<Account> account = model.account(driver);
    requireSame("the account of " + driver, account, sqlite.account(driver));
    return account;
  }

  @Override
  public Optional<KnownOrder> order(DriverId driver, OperationId id) throws StoreFailure {
    Optional<KnownOrder> order = model.order(driver, id);
    requireSame("the order " + id + " of " + driver, order, sqlite.order(driver, id));
    return order;
  }

  @Override
  public List<Site> sites(Instant now) throws StoreFailure {
    List<Site> sites = model.sites(now);
    requireSame("the sites", sites, sqlite.sites(now));
    return sites;
  }

  @Override
  public List<OutboxRow> outboxAbove(long row, int limit) throws StoreFailure {
    List<OutboxRow> rows = model.outboxAbove(row, limit);
    requireSame("the outbox above " + row, words(rows), words(sqlite.outboxAbove(row, limit)));
    return rows;
  }

  private static String words(List<OutboxRow> rows) {
    StringBuilder words = new StringBuilder();
    for (OutboxRow row : rows) {
      words
          .append(row.row())
          .append(' ')
          .append(row.epoch())
          .append(' ')
          .append(row.topic())
          .append(' ')
          .append(HexFormat.of().formatHex(row.value()))
          .append('\n');
    }
    return words.toString();
  }

  @Override
  public void close() {
    sqlite.close();
    model.close();
  }
}
