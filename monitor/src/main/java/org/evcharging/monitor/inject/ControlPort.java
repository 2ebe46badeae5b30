package org.evcharging.monitor.inject;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Injection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where programs inject faults: a command a line, an answer a line, {@code OK …} or {@code ERR …}
 * (docs/protocol.md). Each connection has a virtual thread of its own, so that none disturbs
 * another; more than a few at once are refused. Thread-safe.
 */
public final class ControlPort implements AutoCloseable {
  static final int MAX_CONNECTIONS = 16;

  /** Whoever sends so many in a row that are no commands speaks another protocol: HTTP, say. */
  static final int MAX_BAD_LINES = 3;

  /** A client that is gone without a word must not keep its place for ever. */
  private static final Duration SILENCE_LIMIT = Duration.ofMinutes(10);

  private static final Duration ACCEPT_RETRY = Duration.ofMillis(200);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(ControlPort.class);

  private final ServerSocket listener;
  private final Injector injector;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Thread acceptor;

  private ControlPort(ServerSocket listener, Injector injector) {
    this.listener = listener;
    this.injector = injector;
    this.acceptor =
        Thread.ofVirtual()
            .name("control-accept-" + listener.getLocalPort())
            .unstarted(this::accept);
  }

  /**
   * Begins to listen.
   *
   * @param listen port 0: any that is free
   * @throws UserError if it cannot listen there
   */
  public static ControlPort start(InetSocketAddress listen, Injector injector) {
    try {
      ControlPort control = new ControlPort(bound(listen), injector);
      control.acceptor.start();
      return control;
    } catch (IOException e) {
      throw new UserError(
          "cannot listen on %s:%d: %s; choose another port with --control"
              .formatted(listen.getHostString(), listen.getPort(), e.getMessage()),
          e);
    }
  }

  private static ServerSocket bound(InetSocketAddress listen) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      listener.bind(listen);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  /** Closes every connection, and ends every thread. */
  @Override
  public void close() {
    closeQuietly(listener);
    clients.forEach(ControlPort::closeQuietly);
    try {
      acceptor.join(CLOSE_PATIENCE);
      // Every client gives its place back at its end.
      boolean _ =
          places.tryAcquire(MAX_CONNECTIONS, CLOSE_PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          // Out of file descriptors, say: others may leave.
          log.warn("connection not accepted port={} reason=\"{}\"", port(), e.getMessage());
          pause();
        }
      }
    }
  }

  private void admit(Socket client) throws IOException {
    if (places.tryAcquire()) {
      Thread _ = Thread.ofVirtual().name("control-client").start(() -> serve(client));
    } else {
      try (client) {
        // A line fits into the buffer of a connection that is new.
        answer(client.getOutputStream(), "ERR " + MAX_CONNECTIONS + " clients are here already");
      }
    }
  }

  private void serve(Socket client) {
    clients.add(client);
    try (client) {
      if (!listener.isClosed()) {
        client.setSoTimeout((int) SILENCE_LIMIT.toMillis());
        converse(client);
      }
    } catch (SocketTimeoutException e) {
      log.debug("client ended peer={} reason=\"silent\"", client.getRemoteSocketAddress());
    } catch (IOException e) {
      log.debug(
          "client lost peer={} reason=\"{}\"", client.getRemoteSocketAddress(), e.getMessage());
    } finally {
      clients.remove(client);
      places.release();
    }
  }

  private void converse(Socket client) throws IOException {
    LineReader lines = new LineReader(client.getInputStream());
    OutputStream out = client.getOutputStream();
    int badLines = 0;
    while (badLines < MAX_BAD_LINES) {
      switch (lines.next()) {
        case LineReader.Text(String line) -> {
          try {
            answer(out, obey(Injection.parse(line)));
            badLines = 0;
          } catch (IllegalArgumentException e) {
            badLines++;
            answer(out, "ERR " + e.getMessage());
          }
        }
        case LineReader.Unreadable(String why) -> {
          badLines++;
          answer(out, "ERR " + why);
        }
        case LineReader.End() -> {
          return;
        }
      }
    }
    log.warn(
        "control client ended peer={} reason=\"{} lines in a row that are no commands\"",
        client.getRemoteSocketAddress(),
        MAX_BAD_LINES);
  }

  private String obey(Injection injection) {
    try {
      return "OK " + injector.inject(injection);
    } catch (UserError e) {
      return "ERR " + e.getMessage();
    }
  }

  private static void answer(OutputStream out, String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void pause() {
    try {
      Thread.sleep(ACCEPT_RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      log.debug("not closed reason=\"{}\"", e.getMessage());
    }
  }
}
