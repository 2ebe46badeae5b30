package org.evcharging.engine.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.evcharging.time.Clocks;
import org.evcharging.wire.FramedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for the Engine's Monitor. Each connection has a virtual thread of its own, so that a
 * silent, slow or talkative client disturbs no other; more than a few at once are refused.
 */
public final class MonitorServer implements AutoCloseable {
  /** One Monitor, and room for those that come by mistake. */
  private static final int MAX_CONNECTIONS = 16;

  private static final Duration GREETING_PATIENCE = Duration.ofSeconds(5);
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(200);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(MonitorServer.class);

  private final ServerSocket listener;
  private final Clocks clocks;
  private final Seat seat;
  private final Answers answers;
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Semaphore refusals = new Semaphore(MAX_CONNECTIONS);
  private final Future<?> watch;
  private final Thread acceptor;

  /** Written by the scheduler's watch only. */
  private volatile long watchedNanos;

  private MonitorServer(
      ServerSocket listener,
      WatchedEngine engine,
      ScheduledExecutorService scheduler,
      Clocks clocks) {
    this.listener = listener;
    this.clocks = clocks;
    this.watchedNanos = clocks.nanos();
    this.seat = new Seat(engine);
    this.answers = new Answers(scheduler, clocks);
    this.watch =
        scheduler.scheduleWithFixedDelay(
            this::watch, WATCH_INTERVAL.toNanos(), WATCH_INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    this.acceptor =
        Thread.ofVirtual().name("engine-accept-" + listener.getLocalPort()).unstarted(this::accept);
  }

  /**
   * Begins to listen.
   *
   * @param listen port 0: any that is free
   * @param scheduler may be shared by many Engines: its tasks here never block
   * @throws IOException with a line for the user, if it cannot listen there
   */
  public static MonitorServer start(
      InetSocketAddress listen,
      WatchedEngine engine,
      ScheduledExecutorService scheduler,
      Clocks clocks)
      throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(listen);
    } catch (IOException e) {
      listener.close();
      throw new IOException(
          "cannot listen on "
              + listen.getHostString()
              + ":"
              + listen.getPort()
              + ": "
              + e.getMessage()
              + "; choose another port with --listen",
          e);
    }
    MonitorServer server = new MonitorServer(listener, engine, scheduler, clocks);
    server.acceptor.start();
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Closes every connection, and ends every thread. */
  @Override
  public void close() {
    watch.cancel(false);
    try {
      listener.close();
    } catch (IOException e) {
      log.debug("listener not closed port={}", port(), e);
    }
    for (Conversation conversation : conversations) {
      conversation.leave();
    }
    try {
      acceptor.join(CLOSE_PATIENCE);
      // Every conversation gives its place back at its end.
      boolean _ =
          places.tryAcquire(MAX_CONNECTIONS, CLOSE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        greet(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          // Out of file descriptors, say: others may leave.
          log.warn("connection not accepted port={} reason=\"{}\"", port(), e.getMessage());
          pause();
        }
      }
    }
  }

  private void greet(Socket socket) throws IOException {
    if (places.tryAcquire()) {
      Thread _ = Thread.ofVirtual().name("engine-monitor").start(() -> converse(socket));
    } else if (refusals.tryAcquire()) {
      Thread _ = Thread.ofVirtual().name("engine-refusal").start(() -> refuse(socket));
    } else {
      socket.close();
    }
  }

  private void converse(Socket socket) {
    try {
      FramedConnection connection = FramedConnection.accept(socket, GREETING_PATIENCE);
      Conversation conversation = new Conversation(connection, seat, answers, clocks);
      conversations.add(conversation);
      try {
        if (listener.isClosed()) {
          conversation.leave();
        }
        conversation.run(connection);
      } finally {
        conversations.remove(conversation);
      }
    } catch (IOException e) {
      log.debug("connection failed reason=\"{}\"", e.getMessage());
    } finally {
      places.release();
    }
  }

  private void refuse(Socket socket) {
    try {
      FramedConnection.refuse(socket);
    } catch (IOException e) {
      log.debug("refusal not told", e);
    } finally {
      refusals.release();
    }
  }

  /** Ends connections that have been silent for too long: half-open ones look like that. */
  private void watch() {
    long nowNanos = clocks.nanos();
    boolean wasPaused = nowNanos - watchedNanos > 2 * WATCH_INTERVAL.toNanos();
    watchedNanos = nowNanos;
    for (Conversation conversation : conversations) {
      if (wasPaused) {
        // Not they were silent, we did not listen.
        conversation.heard(nowNanos);
      } else if (conversation.silentTooLong(nowNanos)) {
        log.debug("connection ended peer={} reason=\"silent\"", conversation.peer());
        Thread _ = Thread.ofVirtual().name("engine-hangup").start(conversation::leave);
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ACCEPT_RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells whether a live Monitor is connected, and from where. */
  public Optional<String> monitor() {
    return seat.holder().map(Conversation::peer);
  }
}
