package org.evcharging.clearing.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.wire.ClearingToMember;
import org.evcharging.wire.FramedConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets members in, one virtual thread a connection. Thread-safe. */
public final class ClearingServer implements AutoCloseable {
  /** Members are companies; each has a few connections at the most. */
  private static final int MAX_CONNECTIONS = 200;

  private static final Duration GREETING_PATIENCE = Duration.ofSeconds(2);

  /** How often it is looked who has had their time. */
  private static final Duration LOOK = Duration.ofMillis(200);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

  /** After a failed accept, most likely for want of file descriptors. */
  private static final Duration ACCEPT_PAUSE = Duration.ofMillis(100);

  private static final int SALT_BYTES = 16;

  private static final Logger LOG = LoggerFactory.getLogger(ClearingServer.class);

  private final Storage storage;
  private final Completion completion;
  private final Consumer<String> onFailure;
  private final MemberPatience patience;
  private final ServerSocket serverSocket;
  private final SecureRandom random = new SecureRandom();
  private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
  private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  private ClearingServer(
      Storage storage,
      Completion completion,
      Consumer<String> onFailure,
      MemberPatience patience,
      ServerSocket serverSocket) {
    this.storage = storage;
    this.completion = completion;
    this.onFailure = onFailure;
    this.patience = patience;
    this.serverSocket = serverSocket;
  }

  /**
   * Starts listening.
   *
   * @param onFailure told in one line, from any thread, that the disk has failed: close it
   * @throws IOException with one line for the user, if it cannot listen there
   */
  public static ClearingServer start(
      InetSocketAddress listen,
      Storage storage,
      Completion completion,
      MemberPatience patience,
      Consumer<String> onFailure)
      throws IOException {
    ServerSocket serverSocket = new ServerSocket();
    try {
      serverSocket.bind(listen);
    } catch (IOException e) {
      serverSocket.close();
      throw new IOException(
          "cannot listen for clearing on "
              + listen.getHostString()
              + ":"
              + listen.getPort()
              + ": "
              + e.getMessage()
              + "; stop what uses it, or choose another with --clearing",
          e);
    }
    ClearingServer server =
        new ClearingServer(storage, completion, onFailure, patience, serverSocket);
    server.run("clearing accept", server::acceptAll);
    server.run("clearing watch", server::watchAll);
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return serverSocket.getLocalPort();
  }

  private void acceptAll() {
    while (!closing) {
      try {
        take(serverSocket.accept());
      } catch (IOException e) {
        if (!closing) {
          LOG.warn("cannot accept a member: {}", e.getMessage());
          LockSupport.parkNanos(ACCEPT_PAUSE.toNanos());
        }
      }
    }
  }

  private void watchAll() {
    try {
      while (!ended.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        for (Guest guest : guests) {
          if (guest.isDue(patience, System.nanoTime())) {
            LOG.info("member connection closed: silent for too long {}", guest.connection().peer());
            // A goodbye takes a moment: hundreds of them are said at once.
            run("clearing goodbye", guest.connection()::close);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void take(Socket socket) {
    boolean welcome = places.tryAcquire();
    run(
        "clearing member",
        () -> {
          try {
            if (welcome) {
              serve(socket);
            } else {
              FramedConnection.refuse(socket);
            }
          } catch (IOException e) {
            LOG.info("member connection lost: {}", e.getMessage());
          } finally {
            if (welcome) {
              places.release();
            }
          }
        });
  }

  private void serve(Socket socket) throws IOException {
    try (FramedConnection connection = FramedConnection.accept(socket, GREETING_PATIENCE)) {
      Guest guest = new Guest(connection, System.nanoTime());
      guests.add(guest);
      try {
        if (!closing) {
          converse(guest);
        }
      } finally {
        guests.remove(guest);
      }
    }
  }

  private void converse(Guest guest) throws IOException {
    FramedConnection connection = guest.connection();
    Conversation conversation = new Conversation(storage, completion, this::salt);
    Optional<String> payload = connection.receive();
    while (payload.isPresent()) {
      try {
        for (ClearingToMember answer : conversation.hear(payload.get())) {
          if (!connection.send(answer.payload())) {
            return;
          }
        }
      } catch (StorageFailure e) {
        // What comes of closing is no failure: nothing was acknowledged.
        if (!closing) {
          onFailure.accept(String.valueOf(e.getMessage()));
        }
        return;
      }
      guest.heard(conversation.isKnown(), System.nanoTime());
      payload = connection.receive();
    }
  }

  private String salt() {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void run(String name, Runnable task) {
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try {
                task.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    thread.start();
  }

  /**
   * Lets nobody in any more, lets each batch in hand reach the disk, says EOT to all, and ends
   * every thread; within 2 s. May be called again.
   */
  @Override
  public void close() {
    closing = true;
    ended.countDown();
    try {
      serverSocket.close();
    } catch (IOException e) {
      LOG.debug("server socket did not close: {}", e.getMessage());
    }
    long deadlineNanos = System.nanoTime() + CLOSE_PATIENCE.toNanos();
    guests.forEach(it -> threads.add(Thread.ofVirtual().start(it.connection()::close)));
    try {
      for (Thread thread : threads) {
        boolean _ = thread.join(Duration.ofNanos(Math.max(1, deadlineNanos - System.nanoTime())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
