package org.evcharging.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The first bytes of a connection: ENQ, and ACK or NACK. */
final class Greeting {
  /** A peer that is turned away gets this long to say ENQ. */
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(1);

  private final Line line;
  private final FramedPeer peer;
  private final Duration timeout;
  private final long deadlineNanos;

  private Greeting(Socket socket, FramedPeer peer, Duration timeout) throws IOException {
    this.peer = peer;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    // Frames are small and each awaits its answer: Nagle's algorithm would only delay them.
    socket.setTcpNoDelay(true);
    this.line = new Line(socket);
  }

  /** Connects and asks to be let in. */
  static Greeted call(InetSocketAddress address, Duration timeout) throws IOException {
    String name = Line.describe(address);
    Socket socket = new Socket();
    try {
      connect(socket, address, timeout);
      return new Greeting(socket, FramedPeer.calling(), timeout).greet("answered our ENQ", name);
    } catch (IOException e) {
      Line.closeQuietly(socket);
      throw new IOException(name + ": " + reason(e), e);
    }
  }

  /** Lets a peer in. */
  static Greeted answer(Socket socket, Duration timeout, Duration answerPatience)
      throws IOException {
    String name = Line.describePeer(socket);
    try {
      return new Greeting(socket, FramedPeer.awaitingCall(answerPatience), timeout)
          .greet("said ENQ", name);
    } catch (IOException e) {
      Line.closeQuietly(socket);
      throw new IOException(name + ": " + reason(e), e);
    }
  }

  /** Turns a peer away. */
  static void refuse(Socket socket) throws IOException {
    try (socket) {
      Greeted _ =
          new Greeting(socket, FramedPeer.turningAway(), REFUSAL_PATIENCE)
              .greet("said ENQ", Line.describePeer(socket));
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

  /**
   * @param expected what the other side has to do, for messages
   */
  private Greeted greet(String expected, String name) throws IOException {
    line.write(peer::takeOutput);
    while (!peer.greet()) {
      peer.push(line.input(), 0, read(expected));
    }
    line.limitReads(0);
    line.write(peer::takeOutput);
    return new Greeted(line, peer, name);
  }

  /** Each byte may be a read of its own, so each read gets what remains of the time. */
  private int read(String expected) throws IOException {
    long remainingMs = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    try {
      if (remainingMs <= 0) {
        throw new SocketTimeoutException();
      }
      line.limitReads(Math.toIntExact(remainingMs));
      int count = line.read();
      if (count < 0) {
        throw new IOException("left before it " + expected);
      }
      return count;
    } catch (SocketTimeoutException e) {
      throw new IOException("has not " + expected + " for " + timeout.toMillis() + " ms", e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "unknown host";
      case SocketTimeoutException timeout -> "did not answer in time";
      default -> String.valueOf(e.getMessage());
    };
  }
}
