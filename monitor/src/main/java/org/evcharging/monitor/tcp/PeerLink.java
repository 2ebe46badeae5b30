package org.evcharging.monitor.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.evcharging.monitor.core.Peer;
import org.evcharging.wire.FramedConnection;

/**
 * Keeps a connection to one peer: a virtual thread that connects, reads, and connects again. Its
 * news goes to a bounded queue; while that is full, nothing more is read. Thread-safe.
 */
public final class PeerLink implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  /** A connection that lasted so long was good; what ends sooner is tried again ever later. */
  private static final Duration GOOD_CONNECTION = Duration.ofSeconds(2);

  private final Peer peer;
  private final InetSocketAddress address;
  private final BlockingQueue<PeerNews> news;
  private final Backoff backoff = new Backoff(ThreadLocalRandom.current());
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private volatile Optional<FramedConnection> current = Optional.empty();
  private volatile Duration leastPause = Duration.ZERO;

  private PeerLink(Peer peer, InetSocketAddress address, BlockingQueue<PeerNews> news) {
    this.peer = peer;
    this.address = address;
    this.news = news;
    this.thread = Thread.ofVirtual().name("link to " + peer + " " + address).unstarted(this::run);
  }

  /**
   * Begins to connect.
   *
   * @param address resolved anew for each attempt if it is unresolved
   */
  public static PeerLink start(Peer peer, InetSocketAddress address, BlockingQueue<PeerNews> news) {
    PeerLink link = new PeerLink(peer, address, news);
    link.thread.start();
    return link;
  }

  /**
   * Closes the connection, if there is one; the next comes after the usual pause, and no sooner
   * than after this one.
   */
  public void hangUp(Duration pause) {
    leastPause = pause;
    current.ifPresent(FramedConnection::close);
  }

  /** Says goodbye and ends the thread. */
  @Override
  public void close() {
    closing.countDown();
    current.ifPresent(FramedConnection::close);
    // Also ends an attempt to connect, or news that waits for room.
    thread.interrupt();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        long startNanos = System.nanoTime();
        news.put(new PeerNews.Lost(peer, talk()));
        if (System.nanoTime() - startNanos >= GOOD_CONNECTION.toNanos()) {
          backoff.reset();
        }
        pause();
      }
    } catch (InterruptedException e) {
      // Only close() interrupts; the thread ends.
    }
  }

  /** Connects and reads; returns why that ended. */
  private String talk() throws InterruptedException {
    try (FramedConnection connection = FramedConnection.connect(address, CONNECT_TIMEOUT)) {
      current = Optional.of(connection);
      news.put(new PeerNews.Connected(peer, connection));
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        news.put(new PeerNews.Received(peer, payload.get()));
        payload = connection.receive();
      }
      return connection.peer() + ": connection closed";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } finally {
      current = Optional.empty();
    }
  }

  private void pause() throws InterruptedException {
    Duration usual = backoff.next();
    Duration least = leastPause;
    leastPause = Duration.ZERO;
    Duration pause = least.compareTo(usual) > 0 ? least : usual;
    boolean _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }
}
