package org.evcharging.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.lock.Locks;

/**
 * A connection of spec §6: payloads in, payloads out. What is said between is decided by {@link
 * FramedPeer}; here are its socket, its lock, and the virtual thread that writes.
 *
 * <p>Any thread may {@link #send} and {@link #close}; one thread at a time may {@link #receive}.
 * Answers to what was sent are read by {@code receive} too, so somebody should be in it most of the
 * time: a frame whose answer is not read within 10 s ends the connection. Messages of exceptions
 * are one line and name the peer.
 */
public final class FramedConnection implements Connection, AutoCloseable {
  /** The most a payload may be, in bytes of UTF-8. */
  public static final int MAX_PAYLOAD_BYTES = Framing.MAX_PAYLOAD_BYTES;

  /** How long a goodbye may take: longer only if the peer does not read. */
  private static final Duration GOODBYE_PATIENCE = Duration.ofMillis(200);

  /** With its socket closed the writer ends at once; this only keeps a bug from hanging us. */
  private static final Duration WRITER_END_PATIENCE = Duration.ofSeconds(2);

  private final Line line;
  private final String name;
  private final Thread writer;

  /**
   * A leaf, held for a few instructions. It closes the race between a frame offered and the answer
   * that makes room for it, and between the last frame offered and the goodbye.
   */
  private final ReentrantLock lock;

  private final Condition changed;

  @GuardedBy("lock")
  private final FramedPeer peer;

  FramedConnection(Greeted greeted, Locks locks) {
    this.lock = locks.leaf();
    this.changed = lock.newCondition();
    this.line = greeted.line();
    this.name = greeted.name();
    this.peer = greeted.peer();
    this.writer = Thread.ofVirtual().name("frames to " + name).unstarted(this::writeAll);
  }

  /**
   * Connects, sends ENQ and waits for ACK. An unresolved address is resolved now.
   *
   * @param timeout for connecting, and again for the answer
   * @throws IOException if nobody is there, or says no
   */
  public static FramedConnection connect(InetSocketAddress peer, Duration timeout)
      throws IOException {
    return opened(Greeting.call(peer, timeout));
  }

  /**
   * Waits for the ENQ of a peer that has connected, and answers ACK. Closes the socket if it
   * throws.
   *
   * @throws IOException if the peer sends something else, leaves, or takes longer than the timeout
   */
  public static FramedConnection accept(Socket socket, Duration timeout) throws IOException {
    return accept(socket, timeout, FramedPeer.ANSWER_PATIENCE);
  }

  static FramedConnection accept(Socket socket, Duration timeout, Duration answerPatience)
      throws IOException {
    return opened(Greeting.answer(socket, timeout, answerPatience));
  }

  /**
   * Turns away a peer that has connected: waits up to a second for its ENQ, answers NACK, closes.
   *
   * @throws IOException if it could not be told; the socket is closed all the same
   */
  public static void refuse(Socket socket) throws IOException {
    Greeting.refuse(socket);
  }

  private static FramedConnection opened(Greeted greeted) {
    FramedConnection connection = new FramedConnection(greeted, Locks.REAL);
    connection.writer.start();
    return connection;
  }

  /**
   * Queues a payload; never waits for the peer.
   *
   * @return false if the connection is closed, or 64 payloads wait already: then it is closed now
   * @throws IllegalArgumentException if the payload is longer than {@link #MAX_PAYLOAD_BYTES} or
   *     has control characters
   */
  @Override
  public boolean send(String payload) {
    return switch (offer(payload)) {
      case TAKEN -> true;
      case CLOSED -> false;
      case FULL -> {
        line.close();
        yield false;
      }
    };
  }

  private FramedPeer.Offer offer(String payload) {
    lock.lock();
    try {
      FramedPeer.Offer offer = peer.offer(payload, System.nanoTime());
      changed.signalAll();
      return offer;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the next well-formed payload, which is acknowledged already. Damaged frames are
   * answered and skipped.
   *
   * @return empty when the peer has left, or {@link #close} was called
   * @throws IOException if the connection broke, the peer does not speak the protocol, or did not
   *     answer what was sent to it
   */
  public Optional<String> receive() throws IOException {
    Optional<String> failure;
    try {
      Optional<String> payload = next();
      while (payload.isEmpty() && read()) {
        payload = next();
      }
      if (payload.isPresent()) {
        return payload;
      }
      failure = end();
    } catch (IOException e) {
      failure = fail(String.valueOf(e.getMessage()));
    }
    if (failure.isPresent()) {
      line.close();
      throw new IOException(name + ": " + failure.get());
    }
    // Somebody has left, in good order.
    return Optional.empty();
  }

  /** The next payload of what has arrived; what it was answered is sent. */
  private Optional<String> next() throws IOException {
    Optional<String> payload;
    boolean answers;
    lock.lock();
    try {
      payload = peer.next(System.nanoTime());
      answers = peer.hasOutput();
    } finally {
      lock.unlock();
    }
    if (answers) {
      try {
        line.write(this::takeOutput);
      } catch (IOException e) {
        // The peer is gone, which the next read will tell. What it sent before still counts.
        stopSending();
      }
    }
    return payload;
  }

  /** Waits for bytes; false if there will be none. */
  private boolean read() throws IOException {
    if (isGone()) {
      return false;
    }
    int count = line.read();
    if (count < 0) {
      return false;
    }
    lock.lock();
    try {
      peer.push(line.input(), 0, count);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void writeAll() {
    try {
      while (awaitOutput()) {
        line.write(this::takeOutput);
      }
    } catch (IOException e) {
      // The reader finds out too, and reads what the peer sent before it went: the socket stays.
      stopSending();
    } catch (InterruptedException e) {
      Optional<String> _ = fail("interrupted");
      line.close();
    }
  }

  /** Waits until there is something to write; false when there will be nothing any more. */
  private boolean awaitOutput() throws InterruptedException {
    boolean givenUp;
    lock.lock();
    try {
      while (!peer.hasOutput() && peer.isOpen()) {
        OptionalLong due = peer.dueNanos();
        if (due.isEmpty()) {
          changed.await();
        } else {
          boolean _ = changed.await(due.getAsLong() - System.nanoTime(), TimeUnit.NANOSECONDS);
          peer.timePassed(System.nanoTime());
        }
      }
      givenUp = peer.failure().isPresent();
      if (!givenUp) {
        return peer.hasOutput();
      }
    } finally {
      lock.unlock();
    }
    // Who is cut off gets no goodbye.
    line.close();
    return false;
  }

  byte[] takeOutput() {
    lock.lock();
    try {
      return peer.takeOutput();
    } finally {
      lock.unlock();
    }
  }

  private void stopSending() {
    lock.lock();
    try {
      peer.stopSending();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isGone() {
    lock.lock();
    try {
      return peer.isGone();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more will arrive. Returns why, if the peer was given up. */
  private Optional<String> end() {
    lock.lock();
    try {
      peer.end();
      changed.signalAll();
      return peer.failure();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the peer up, unless one of both was leaving. Returns why it was given up. */
  private Optional<String> fail(String reason) {
    lock.lock();
    try {
      peer.fail(reason);
      changed.signalAll();
      return peer.failure();
    } finally {
      lock.unlock();
    }
  }

  /** Tells whether the peer left in good order, by EOT, rather than that its connection ended. */
  public boolean saidGoodbye() {
    lock.lock();
    try {
      return peer.saidGoodbye();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String peer() {
    return name;
  }

  /**
   * Sends what still waits and EOT, if the peer reads it within 200 ms, closes the socket and ends
   * the writer. May be called by any thread, and again.
   */
  @Override
  public void close() {
    leave();
    try {
      writer.join(GOODBYE_PATIENCE);
      line.close();
      writer.join(WRITER_END_PATIENCE);
    } catch (InterruptedException e) {
      line.close();
      Thread.currentThread().interrupt();
    }
  }

  private void leave() {
    lock.lock();
    try {
      peer.leave();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
