package org.evcharging.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** The other side of a connection, byte by byte. */
final class RawPeer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So small that a peer that does not read is soon felt. */
  private static final int SOCKET_BUFFER_BYTES = 4096;

  private final Socket socket;
  private final InputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
    this.in = socket.getInputStream();
  }

  /** Both ends of a connection: ours, not greeted yet, and the peer's. */
  record Pair(Socket ours, RawPeer peer) {}

  static Pair pair() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket theirs = new Socket();
      theirs.setReceiveBufferSize(SOCKET_BUFFER_BYTES);
      theirs.connect(server.getLocalSocketAddress());
      Socket ours = server.accept();
      ours.setSendBufferSize(SOCKET_BUFFER_BYTES);
      return new Pair(ours, new RawPeer(theirs));
    }
  }

  /** A peer that has connected to us. */
  static RawPeer accept(ServerSocket server) throws IOException {
    return new RawPeer(server.accept());
  }

  /** Our end is accepted, and the peer has its ACK. */
  record Greeted(FramedConnection ours, RawPeer peer) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      peer.close();
      ours.close();
    }
  }

  static Greeted greeted(Duration answerPatience) throws Exception {
    Pair pair = pair();
    pair.peer.sends(Framing.ENQ);
    FramedConnection ours = FramedConnection.accept(pair.ours, PATIENCE, answerPatience);
    pair.peer.receives(Framing.ACK);
    return new Greeted(ours, pair.peer);
  }

  void sends(byte... bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void receives(byte... expected) throws IOException {
    assertThat(in.readNBytes(expected.length)).isEqualTo(expected);
  }

  void receivesTheEnd() throws IOException {
    assertThat(in.read()).isEqualTo(-1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Begins something that waits for the peer. */
  static <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().start(task);
    return task;
  }
}
