package org.evcharging.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The first bytes of a connection: ENQ, and ACK or NACK. */
final class Greeting {
  /** A peer that is turned away gets this long to say ENQ. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(1);

  private final Socket socket;
  private final String peer;
  private final Line line;
  private final TokenReader tokens;
  private final Duration timeout;
  private final long deadlineNanos;

  private Greeting(Socket socket, String peer, Duration timeout) throws IOException {
    this.socket = socket;
    this.peer = peer;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    // Frames are small and each awaits its answer: Nagle's algorithm would only delay them.
    socket.setTcpNoDelay(true);
    this.line = new Line(socket);
    this.tokens = new TokenReader(socket.getInputStream());
  }

  /** Connects and asks to be let in. */
  static Greeted call(InetSocketAddress address, Duration timeout) throws IOException {
    String peer = Line.describe(address);
    Socket socket = new Socket();
    try {
      connect(socket, address, timeout);
      return new Greeting(socket, peer, timeout).ask();
    } catch (IOException e) {
      Line.closeQuietly(socket);
      throw new IOException(peer + ": " + reason(e), e);
    }
  }

  /** Lets a peer in. */
  static Greeted answer(Socket socket, Duration timeout) throws IOException {
    String peer = Line.describePeer(socket);
    try {
      Greeting greeting = new Greeting(socket, peer, timeout);
      greeting.awaitEnq();
      greeting.line.write(Framing.ACK);
      return greeting.done();
    } catch (IOException e) {
      Line.closeQuietly(socket);
      throw new IOException(peer + ": " + reason(e), e);
    }
  }

  /** Turns a peer away. */
  static void refuse(Socket socket) throws IOException {
    try (socket) {
      Greeting greeting = new Greeting(socket, Line.describePeer(socket), REFUSAL_PATIENCE);
      greeting.awaitEnq();
      greeting.line.write(Framing.NACK);
    }
  }

  private static void connect(Socket socket, InetSocketAddress address, Duration timeout)
      throws IOException {
    InetSocketAddress resolved =
        address.isUnresolved()
            ? new InetSocketAddress(address.getHostString(), address.getPort())
            : address;
    if (resolved.isUnresolved()) {
      throw new UnknownHostException();
    }
    socket.connect(resolved, Math.toIntExact(timeout.toMillis()));
  }

  private Greeted ask() throws IOException {
    line.write(Framing.ENQ);
    return switch (nextToken("answered our ENQ")) {
      case Token.Ack() -> done();
      case Token.Nack() -> throw new IOException("refused: peer is full or shutting down");
      case Token.Enq _, Token.Eot _, Token.Frame _, Token.Damaged _ ->
          throw new IOException("answered ENQ with something else than ACK or NACK");
    };
  }

  private void awaitEnq() throws IOException {
    if (!(nextToken("said ENQ") instanceof Token.Enq)) {
      throw new IOException("did not begin with ENQ");
    }
  }

  private Token nextToken(String whatIsMissing) throws IOException {
    Optional<Token> token;
    try {
      token = tokens.next(this::limitRead);
    } catch (SocketTimeoutException e) {
      throw new IOException("has not " + whatIsMissing + " for " + timeout.toMillis() + " ms", e);
    }
    return token.orElseThrow(() -> new IOException("left before it " + whatIsMissing));
  }

  /** Each byte may be a read of its own, so each read gets what remains of the time. */
  private void limitRead() throws IOException {
    long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (remainingMs <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout(Math.toIntExact(remainingMs));
  }

  private Greeted done() throws IOException {
    socket.setSoTimeout(0);
    return new Greeted(line, tokens, peer);
  }

  private static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "unknown host";
      case SocketTimeoutException timeout -> "did not answer in time";
      default -> String.valueOf(e.getMessage());
    };
  }
}
