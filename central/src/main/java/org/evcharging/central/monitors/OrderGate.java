package org.evcharging.central.monitors;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;
import org.evcharging.wire.Connection;

/**
 * Keeps orders back until the Monitor has been told that it is registered. An order may follow from
 * the registration itself, and is then handed on by the journal's thread at the moment in which the
 * connection's own thread wakes up to say REGISTERED. Thread-safe; never waits for the peer.
 */
final class OrderGate {
  /** Operators do not type faster than the disk commits a registration. */
  static final int MAX_HELD = 16;

  private final Connection connection;

  /** A leaf, but for the connection's own. It closes the race described above. */
  private final ReentrantLock lock;

  @GuardedBy("lock")
  private boolean open;

  @GuardedBy("lock")
  private List<String> held = List.of();

  OrderGate(Connection connection, Locks locks) {
    this.connection = connection;
    this.lock = locks.leaf();
  }

  /** Sends the order behind everything before it. */
  void order(String payload) {
    lock.lock();
    try {
      if (open) {
        connection.send(payload);
      } else if (held.size() < MAX_HELD) {
        List<String> more = new ArrayList<>(held);
        more.add(payload);
        held = more;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Sends the answer to the registration, and what was held back. */
  void open(String registered) {
    lock.lock();
    try {
      open = true;
      connection.send(registered);
      held.forEach(connection::send);
      held = List.of();
    } finally {
      lock.unlock();
    }
  }
}
