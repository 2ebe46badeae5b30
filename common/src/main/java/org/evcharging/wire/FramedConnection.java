package org.evcharging.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection of spec §6: payloads in, payloads out, with everything between done: framing,
 * answers, resending, the goodbye.
 *
 * <p>Any thread may {@link #send} and {@link #close}; one thread at a time may {@link #receive}.
 * Answers to what was sent are read by {@code receive} too, so somebody should be in it most of the
 * time: a frame whose answer is not read within 10 s ends the connection. Messages of exceptions
 * are one line and name the peer.
 */
public final class FramedConnection implements AutoCloseable {
  /** The most a payload may be, in bytes of UTF-8. */
  public static final int MAX_PAYLOAD_BYTES = Framing.MAX_PAYLOAD_BYTES;

  /** How long a goodbye may take: longer only if the peer does not read. */
  private static final Duration GOODBYE_PATIENCE = Duration.ofMillis(200);

  /** With its socket closed the writer ends at once; this only keeps a bug from hanging us. */
  private static final Duration WRITER_END_PATIENCE = Duration.ofSeconds(2);

  private final Line line;
  private final TokenReader tokens;
  private final FrameWriter writer;
  private final String peer;

  /** The peer said goodbye; what it sends after that is not for us. */
  private volatile boolean peerLeft;

  private volatile boolean goodbyeHeard;

  private FramedConnection(Greeted greeted, Duration answerPatience) {
    this.line = greeted.line();
    this.tokens = greeted.tokens();
    this.peer = greeted.peer();
    this.writer = new FrameWriter(line, answerPatience, peer);
  }

  /**
   * Connects, sends ENQ and waits for ACK. An unresolved address is resolved now.
   *
   * @param timeout for connecting, and again for the answer
   * @throws IOException if nobody is there, or says no
   */
  public static FramedConnection connect(InetSocketAddress peer, Duration timeout)
      throws IOException {
    return opened(Greeting.call(peer, timeout), FrameWriter.ANSWER_PATIENCE);
  }

  /**
   * Waits for the ENQ of a peer that has connected, and answers ACK. Closes the socket if it
   * throws.
   *
   * @throws IOException if the peer sends something else, leaves, or takes longer than the timeout
   */
  public static FramedConnection accept(Socket socket, Duration timeout) throws IOException {
    return accept(socket, timeout, FrameWriter.ANSWER_PATIENCE);
  }

  static FramedConnection accept(Socket socket, Duration timeout, Duration answerPatience)
      throws IOException {
    return opened(Greeting.answer(socket, timeout), answerPatience);
  }

  /**
   * Turns away a peer that has connected: waits up to a second for its ENQ, answers NACK, closes.
   *
   * @throws IOException if it could not be told; the socket is closed all the same
   */
  public static void refuse(Socket socket) throws IOException {
    Greeting.refuse(socket);
  }

  private static FramedConnection opened(Greeted greeted, Duration answerPatience) {
    FramedConnection connection = new FramedConnection(greeted, answerPatience);
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
  public boolean send(String payload) {
    return switch (writer.offer(Framing.frame(payload))) {
      case TAKEN -> true;
      case CLOSED -> false;
      case FULL -> {
        writer.fail("takes frames too slowly; " + FrameWriter.MAX_WAITING_FRAMES + " wait");
        yield false;
      }
    };
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
    try {
      return nextPayload();
    } catch (IOException e) {
      writer.fail(String.valueOf(e.getMessage()));
      Optional<String> failure = writer.failure();
      if (failure.isEmpty()) {
        // Somebody was leaving already, in good order.
        return Optional.empty();
      }
      throw new IOException(peer + ": " + failure.get(), e);
    }
  }

  private Optional<String> nextPayload() throws IOException {
    if (peerLeft) {
      return Optional.empty();
    }
    Optional<Token> token = tokens.next();
    while (token.isPresent()) {
      switch (token.get()) {
        case Token.Frame(String payload) -> {
          answer(Framing.ACK);
          return Optional.of(payload);
        }
        case Token.Damaged damaged -> answer(Framing.NACK);
        case Token.Enq() -> answer(Framing.ACK);
        case Token.Ack() -> writer.acknowledged();
        case Token.Nack() -> writer.refused();
        case Token.Eot() -> {
          goodbyeHeard = true;
          return peerLeft();
        }
      }
      token = tokens.next();
    }
    return peerLeft();
  }

  private Optional<String> peerLeft() {
    peerLeft = true;
    writer.abandon();
    return Optional.empty();
  }

  private void answer(byte answer) {
    try {
      line.write(answer);
    } catch (IOException e) {
      // The peer is gone, which the next read will tell. What it sent before still counts.
    }
  }

  /** Tells whether the peer left in good order, by EOT, rather than that its connection ended. */
  public boolean saidGoodbye() {
    return goodbyeHeard;
  }

  /** {@code host:port} of the other side, for messages. */
  public String peer() {
    return peer;
  }

  /**
   * Sends what still waits and EOT, if the peer reads it within 200 ms, closes the socket and ends
   * the writer. May be called by any thread, and again.
   */
  @Override
  public void close() {
    writer.leave();
    try {
      writer.join(GOODBYE_PATIENCE);
      line.close();
      writer.join(WRITER_END_PATIENCE);
    } catch (InterruptedException e) {
      line.close();
      Thread.currentThread().interrupt();
    }
  }
}
