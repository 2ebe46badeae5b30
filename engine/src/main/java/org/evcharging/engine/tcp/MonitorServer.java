package org.evcharging.engine.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private static final Duration ACCEPT_RETRY = Duration.ofMillis(200);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(MonitorServer.class);

  private final ServerSocket listener;
  private final Conversations conversations;
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Semaphore refusals = new Semaphore(MAX_CONNECTIONS);
  private final Future<?> watch;
  private final Thread acceptor;

  private MonitorServer(
      ServerSocket listener, Conversations conversations, ScheduledExecutorService scheduler) {
    this.listener = listener;
    this.conversations = conversations;
    long everyNanos = Conversations.WATCH_INTERVAL.toNanos();
    this.watch =
        scheduler.scheduleWithFixedDelay(this::watch, everyNanos, everyNanos, TimeUnit.NANOSECONDS);
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
      InetSocketAddress listen, Conversations conversations, ScheduledExecutorService scheduler)
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
    MonitorServer server = new MonitorServer(listener, conversations, scheduler);
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
    conversations.leaveAll();
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
      Conversation conversation = conversations.open(connection);
      if (listener.isClosed()) {
        conversation.leave();
      }
      read(connection, conversation);
    } catch (IOException e) {
      log.debug("connection failed reason=\"{}\"", e.getMessage());
    } finally {
      places.release();
    }
  }

  /** Hands on what comes until the other side leaves, or this one. */
  private static void read(FramedConnection from, Conversation conversation) {
    try {
      Optional<String> payload = from.receive();
      while (payload.isPresent()) {
        conversation.hear(payload.get());
        payload = from.receive();
      }
    } catch (IOException e) {
      log.debug("connection lost peer={} reason=\"{}\"", conversation.peer(), e.getMessage());
    } finally {
      conversation.ended();
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

  private void watch() {
    for (Conversation silent : conversations.watch()) {
      Thread _ = Thread.ofVirtual().name("engine-hangup").start(silent::leave);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ACCEPT_RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
