package org.evcharging.monitor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.evcharging.wire.FramedConnection;

/** An Engine or a Central on a port of its own, that answers as it is told. */
final class FakePeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final int port;
  private final UnaryOperator<String> answers;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<FramedConnection> connections = new CopyOnWriteArrayList<>();
  private volatile Optional<ServerSocket> listening = Optional.empty();
  private volatile boolean mute;

  /**
   * @param answers from a payload to its answer; an empty answer is none
   */
  FakePeer(UnaryOperator<String> answers) throws IOException {
    this.answers = answers;
    try (ServerSocket reserved = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = reserved.getLocalPort();
    }
  }

  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved("localhost", port);
  }

  FakePeer comes() throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listening = Optional.of(server);
    Thread.ofVirtual().start(() -> accept(server));
    return this;
  }

  /** Nobody listens any more, and whoever is connected is cut off. */
  void goes() throws IOException {
    if (listening.isPresent()) {
      listening.get().close();
    }
    connections.forEach(FramedConnection::close);
    connections.clear();
  }

  /** Reads on, and answers nothing. */
  void falls(boolean silent) {
    mute = silent;
  }

  void says(String payload) {
    connections.getLast().send(payload);
  }

  /** All it was told, on all connections. */
  List<String> heard() {
    return heard;
  }

  int connectionsNow() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    goes();
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        FramedConnection connection = FramedConnection.accept(server.accept(), PATIENCE);
        connections.add(connection);
        Thread.ofVirtual().start(() -> converse(connection));
      } catch (IOException e) {
        // The listener is closed, or somebody left before ENQ.
      }
    }
  }

  private void converse(FramedConnection connection) {
    try (connection) {
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        heard.add(payload.get());
        String answer = mute ? "" : answers.apply(payload.get());
        if (!answer.isEmpty()) {
          connection.send(answer);
        }
        payload = connection.receive();
      }
    } catch (IOException e) {
      // The other side is cut off; the test looks at what was heard.
    } finally {
      connections.remove(connection);
    }
  }
}
