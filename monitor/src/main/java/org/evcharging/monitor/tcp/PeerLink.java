package org.evcharging.monitor.tcp;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.evcharging.lock.Locks;
import org.evcharging.monitor.core.Peer;
import org.evcharging.wire.FramedConnection;

/**
 * Keeps a connection to one peer: a virtual thread that connects, reads, and connects again. While
 * its news are not taken, nothing more is read. Thread-safe.
 */
public final class PeerLink implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private final Peer peer;
  private final InetSocketAddress address;
  private final Listener listener;
  private final LongSupplier nanoClock;
  private final Thread thread;

  /**
   * Closes the race between a hang-up and a connection that is just being made: whichever comes
   * second sees the other. A leaf; connections are closed outside of it.
   */
  private final ReentrantLock lock;

  private final Condition changed;

  @GuardedBy("lock")
  private Optional<FramedConnection> current = Optional.empty();

  @GuardedBy("lock")
  private final Attempts attempts;

  @GuardedBy("lock")
  private boolean closing;

  /** Takes the news, in order. */
  @FunctionalInterface
  public interface Listener {
    /** May block for a while; the peer waits then. */
    void hears(PeerNews news) throws InterruptedException;
  }

  PeerLink(
      Peer peer,
      InetSocketAddress address,
      Listener listener,
      LongSupplier nanoClock,
      Locks locks) {
    this.peer = peer;
    this.address = address;
    this.listener = listener;
    this.nanoClock = nanoClock;
    this.attempts = new Attempts(new SplittableRandom(), nanoClock.getAsLong());
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
    this.thread = Thread.ofVirtual().name("link to " + peer + " " + address).unstarted(this::run);
  }

  /**
   * Begins to connect.
   *
   * @param address resolved anew for each attempt if it is unresolved
   */
  public static PeerLink start(Peer peer, InetSocketAddress address, Listener listener) {
    PeerLink link = new PeerLink(peer, address, listener, System::nanoTime, Locks.REAL);
    link.thread.start();
    return link;
  }

  /**
   * Closes the connection, if there is one. The next comes after the usual pause, and no sooner
   * than after this one, which replaces an earlier one.
   */
  public void hangUp(Duration pause) {
    keepAway(pause).ifPresent(FramedConnection::close);
  }

  /** Says goodbye and ends the thread. */
  @Override
  public void close() {
    end().ifPresent(FramedConnection::close);
    // Also ends an attempt to connect, or news that waits for room.
    thread.interrupt();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the connection to be closed. */
  Optional<FramedConnection> keepAway(Duration pause) {
    lock.lock();
    try {
      attempts.keepAway(pause, nanoClock.getAsLong());
      changed.signalAll();
      return current;
    } finally {
      lock.unlock();
    }
  }

  private Optional<FramedConnection> end() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      return current;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitAttempt()) {
        listener.hears(talk());
        endAttempt();
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
    }
  }

  /** Connects and reads; returns how that ended. */
  private PeerNews talk() throws InterruptedException {
    try (FramedConnection connection = FramedConnection.connect(address, CONNECT_TIMEOUT)) {
      if (!wanted(connection)) {
        return new PeerNews.Lost(peer, connection.peer() + ": not wanted now");
      }
      listener.hears(new PeerNews.Connected(peer, connection));
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        listener.hears(new PeerNews.Received(peer, payload.get()));
        payload = connection.receive();
      }
      return connection.saidGoodbye()
          ? new PeerNews.Left(peer, connection.peer() + ": said goodbye")
          : new PeerNews.Lost(peer, connection.peer() + ": connection closed");
    } catch (IOException e) {
      return new PeerNews.Lost(peer, String.valueOf(e.getMessage()));
    } finally {
      forget();
    }
  }

  /** Makes a new connection the current one; false if it is to be closed again. */
  boolean wanted(FramedConnection connection) {
    lock.lock();
    try {
      boolean wanted = !closing && attempts.isWanted(nanoClock.getAsLong());
      current = wanted ? Optional.of(connection) : Optional.empty();
      return wanted;
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    lock.lock();
    try {
      current = Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until an attempt is due, and begins it; false if there is to be none. */
  private boolean awaitAttempt() throws InterruptedException {
    lock.lock();
    try {
      long leftNanos = attempts.waitNanos(nanoClock.getAsLong());
      while (!closing && leftNanos > 0) {
        boolean _ = changed.await(leftNanos, TimeUnit.NANOSECONDS);
        leftNanos = attempts.waitNanos(nanoClock.getAsLong());
      }
      attempts.begin(nanoClock.getAsLong());
      return !closing;
    } finally {
      lock.unlock();
    }
  }

  private void endAttempt() {
    lock.lock();
    try {
      attempts.end(nanoClock.getAsLong());
    } finally {
      lock.unlock();
    }
  }
}
