package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.sql.SQLException;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.central.store.StoreFailure;

/** What is measured, one after the other: 64 callers that move money, each time. */
public enum Load {
  /** The yardstick: the same rows, written by a loop. */
  BARE(1_000, 0) {
    @Override
    Books open(Path database, Trouble trouble) throws SQLException {
      return BareBooks.open(database, accounts(), trouble);
    }
  },
  /** Central, each order of one of many drivers. */
  MANY_ACCOUNTS(1_000, 0),
  /** Central, all orders of one driver: they have one lock. */
  ONE_ACCOUNT(1, 0),
  /** Central, while others look at balances all the time. */
  WITH_READERS(1_000, 4);

  /** Threads that move money. */
  static final int CALLERS = 64;

  private final int accounts;
  private final int readers;

  Load(int accounts, int readers) {
    this.accounts = accounts;
    this.readers = readers;
  }

  int accounts() {
    return accounts;
  }

  /** Threads that look at balances meanwhile. */
  int readers() {
    return readers;
  }

  Books open(Path database, Trouble trouble) throws SQLException, StoreFailure {
    return CentralBooks.open(database, trouble);
  }
}
