package org.evcharging.benchmarks.money;

import java.sql.SQLException;

/** Where money is moved: one of the sides that are compared. Thread-safe. */
public interface Books extends AutoCloseable {
  /** Does an order, and returns when it is on the disk. */
  void move(Order order) throws Exception;

  /** What an account has, in cents, once that is on the disk. */
  long balanceCents(int account) throws Exception;

  /** How often locks that can be seen have been taken so far. */
  long lockTakings();

  @Override
  void close() throws SQLException;
}
