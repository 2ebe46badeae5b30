package org.evcharging.benchmarks.money;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.evcharging.benchmarks.traffic.Trouble;

/**
 * The yardstick: one thread writes whatever waits in one transaction, and wakes who waits for it.
 * It takes each caller's word, looks nothing up, and keeps the balances in an array.
 */
final class BareBooks implements Books {
  private static final class Waiting {
    private final Order order;
    private final Thread caller = Thread.currentThread();
    private volatile boolean done;

    private Waiting(Order order) {
      this.order = order;
    }

    private void await() {
      while (!done) {
        LockSupport.park(this);
      }
    }

    private void wake() {
      done = true;
      LockSupport.unpark(caller);
    }
  }

  private final BareRows rows;
  private final long[] balances;
  private final Trouble trouble;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread writer = Thread.ofPlatform().name("bare writer").unstarted(this::run);

  private BareBooks(BareRows rows, int accounts, Trouble trouble) {
    this.rows = rows;
    this.trouble = trouble;
    balances = new long[accounts];
    Arrays.fill(balances, OpenedAccounts.OPENING_BALANCE.cents());
  }

  static BareBooks open(Path database, int accounts, Trouble trouble) throws SQLException {
    BareBooks books = new BareBooks(BareRows.open(database), accounts, trouble);
    books.writer.start();
    return books;
  }

  @Override
  public void move(Order order) {
    Waiting waiting = new Waiting(order);
    queue.add(waiting);
    waiting.await();
  }

  /**
   * @throws UnsupportedOperationException always: reading an array would be no yardstick
   */
  @Override
  public long balanceCents(int account) {
    throw new UnsupportedOperationException("the bare books are only written");
  }

  @Override
  public long lockTakings() {
    return 0;
  }

  private void run() {
    try {
      List<Waiting> taken = new ArrayList<>();
      while (true) {
        taken.add(queue.take());
        queue.drainTo(taken);
        rows.begin();
        for (Waiting each : taken) {
          write(each.order);
        }
        rows.commit();
        taken.forEach(Waiting::wake);
        taken.clear();
      }
    } catch (InterruptedException _) {
      // It is closed; nobody waits any more.
    } catch (SQLException e) {
      trouble.happened(e);
    }
  }

  private void write(Order order) throws SQLException {
    long change =
        switch (order.movement().to()) {
          case DRIVER -> order.cents();
          default -> -order.cents();
        };
    balances[order.account()] += change;
    rows.write(order, balances[order.account()]);
  }

  @Override
  public void close() throws SQLException {
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    rows.close();
  }
}
