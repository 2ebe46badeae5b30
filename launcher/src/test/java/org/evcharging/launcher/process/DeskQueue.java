package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Customers at the money desk, all at once, from the start until it is closed. */
final class DeskQueue implements AutoCloseable {
  private final List<DeskCustomer> customers;

  /** No virtual ones: those that read what programs print block the few threads that carry them. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final List<Future<?>> visits;
  private volatile boolean closing;

  /**
   * @param drivers whose money they move next; known to Central
   */
  DeskQueue(int customers, int port, Supplier<String> drivers) {
    this.customers =
        IntStream.rangeClosed(1, customers)
            .mapToObj(i -> new DeskCustomer("customer" + i, port, drivers))
            .toList();
    this.visits =
        this.customers.stream().<Future<?>>map(it -> threads.submit(() -> visit(it))).toList();
  }

  private void visit(DeskCustomer customer) {
    try {
      while (!closing) {
        customer.giveAnOrder();
      }
    } finally {
      customer.hangUp();
    }
  }

  /** Lets them go, each when its last order is answered. Central must be there. */
  @Override
  public void close() {
    closing = true;
    threads.close();
  }

  /** What they were answered is what was done; to be asked when it is closed. */
  void eachOrderWasDoneOnce(DatabaseFile database) {
    for (Future<?> visit : visits) {
      try {
        visit.get();
      } catch (ExecutionException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(customers).allMatch(customer -> customer.orders() > 0);
    customers.forEach(customer -> customer.eachOrderWasDoneOnce(database));
  }
}
