package org.evcharging.central.monitors;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.evcharging.wire.FramedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets Monitors in, one virtual thread a connection, and closes those that fall silent.
 * Thread-safe.
 */
public final class MonitorServer implements AutoCloseable {
  /** Thousands may reconnect at once after a restart; the kernel caps it at its own limit. */
  private static final int BACKLOG = 4_096;

  /** How long a peer may take to its ENQ. */
  private static final Duration GREETING_PATIENCE = Duration.ofSeconds(10);

  /** How many may be told at once that there is no place; further ones are cut off. */
  private static final int MAX_REFUSALS = 100;

  private static final Duration SWEEP_INTERVAL = Duration.ofMillis(500);

  /** After a failed accept, most likely for want of file descriptors. */
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(MonitorServer.class);

  private final MonitorServerConfig config;
  private final MonitorAdmission admission;
  private final MonitorConnections connections;
  private final SparingLog badPeers;
  private final SparingLog failures;
  private final ServerSocket serverSocket;
  private final Semaphore places;
  private final Semaphore refusals = new Semaphore(MAX_REFUSALS);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  private MonitorServer(
      MonitorServerConfig config, MonitorAdmission admission, ServerSocket serverSocket) {
    this.config = config;
    this.admission = admission;
    this.connections = admission.connections();
    this.badPeers = admission.badPeers();
    this.failures = new SparingLog(LOG::error, admission.clocks()::nanos);
    this.serverSocket = serverSocket;
    this.places = new Semaphore(config.maxConnections());
  }

  /**
   * Starts listening.
   *
   * @throws IOException with one line for the user, if it cannot listen there
   */
  public static MonitorServer start(MonitorServerConfig config, MonitorAdmission admission)
      throws IOException {
    ServerSocket serverSocket = listen(config.listen());
    MonitorServer server = new MonitorServer(config, admission, serverSocket);
    server.run("monitors accept", server::acceptAll);
    server.run("monitors sweep", server::sweepAll);
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return serverSocket.getLocalPort();
  }

  /**
   * Lets nobody in any more, says EOT to all, and ends every thread; within 2 s. The network is not
   * told of the connections that end so: it stops as well. May be called again.
   */
  @Override
  public void close() {
    closing.countDown();
    long deadlineNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    closeQuietly(serverSocket);
    List<MonitorConnection> all = List.copyOf(connections.all());
    // All before the first is closed: on a busy machine some threads of farewells begin only when
    // the others are interrupted.
    all.forEach(MonitorConnection::abandon);
    List<Thread> farewells =
        all.stream().map(monitor -> Thread.ofVirtual().start(monitor::close)).toList();
    try {
      // EOT takes a moment, 200 ms with peers that do not read; then whoever still waits is woken.
      joinUntil(deadlineNanos - CLOSE_PATIENCE.toNanos() / 2, farewells);
      threads.forEach(Thread::interrupt);
      joinUntil(deadlineNanos, List.copyOf(threads));
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocket listen(InetSocketAddress address) throws IOException {
    ServerSocket serverSocket = new ServerSocket();
    try {
      serverSocket.bind(address, BACKLOG);
      return serverSocket;
    } catch (IOException e) {
      closeQuietly(serverSocket);
      throw new IOException(
          "cannot listen for Monitors on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage()
              + "; stop what uses it, or choose another with --listen",
          e);
    }
  }

  private void acceptAll() throws InterruptedException {
    while (!isClosing()) {
      try {
        take(serverSocket.accept());
      } catch (IOException | RuntimeException e) {
        if (!isClosing()) {
          badPeers.report("cannot accept a connection: " + e.getMessage());
          closing.await(ACCEPT_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  private void take(Socket socket) {
    if (places.tryAcquire()) {
      run("monitor", () -> serve(socket));
    } else if (refusals.tryAcquire()) {
      badPeers.report("all " + config.maxConnections() + " Monitor connections are taken");
      run("monitor refusal", () -> refuse(socket));
    } else {
      closeQuietly(socket);
    }
  }

  private void serve(Socket socket) throws InterruptedException {
    try (FramedConnection connection = greet(socket)) {
      MonitorConnection monitor = admission.admit(connection);
      // Whoever was not in the list when close went through it leaves by itself.
      if (isClosing()) {
        monitor.ended();
      } else {
        monitor.converse(connection);
      }
    } catch (IOException e) {
      if (!isClosing()) {
        badPeers.report("no Monitor: " + e.getMessage());
      }
    } finally {
      places.release();
    }
  }

  private FramedConnection greet(Socket socket) throws IOException {
    if (isClosing()) {
      // Accepted just before the end: close may have missed this thread.
      socket.close();
      throw new IOException("Central is stopping");
    }
    return FramedConnection.accept(socket, GREETING_PATIENCE);
  }

  private void refuse(Socket socket) {
    try {
      FramedConnection.refuse(socket);
    } catch (IOException e) {
      LOG.debug("could not be refused error={}", e.toString());
    } finally {
      refusals.release();
    }
  }

  private void sweepAll() throws InterruptedException {
    while (!closing.await(SWEEP_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
      long nowNanos = admission.clocks().nanos();
      for (MonitorConnection monitor : connections.all()) {
        if (monitor.overdue(nowNanos)) {
          // Not here: a goodbye to somebody who does not read takes a while.
          run("monitor expiry", monitor::expire);
        }
      }
      badPeers.settle();
      failures.settle();
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  /** What a thread of the server does until it is interrupted. */
  private interface Task {
    void run() throws InterruptedException;
  }

  private void run(String name, Task task) {
    Thread thread = Thread.ofVirtual().name(name).unstarted(() -> runToEnd(name, task));
    threads.add(thread);
    thread.start();
  }

  private void runToEnd(String name, Task task) {
    try {
      task.run();
    } catch (InterruptedException e) {
      LOG.debug("{} interrupted", name);
    } catch (RuntimeException e) {
      failures.report(name + " failed: " + e);
      LOG.debug("{} failed", name, e);
    } finally {
      threads.remove(Thread.currentThread());
    }
  }

  private static void joinUntil(long deadlineNanos, List<Thread> threads)
      throws InterruptedException {
    for (Thread thread : threads) {
      long remainingNanos = deadlineNanos - System.nanoTime();
      if (!thread.isAlive() || remainingNanos <= 0) {
        continue;
      }
      boolean _ = thread.join(Duration.ofNanos(remainingNanos));
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      LOG.debug("could not be closed error={}", e.toString());
    }
  }
}
