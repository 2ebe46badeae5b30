package org.evcharging.launcher.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;
import org.evcharging.console.UserError;

/**
 * The broker's ports, taken before Kafka starts: so a port in use is one clear line, port 0 works,
 * and nobody can snatch a port in between. Kafka closes the sockets it has been given.
 */
final class ListeningSockets implements ServerSocketFactory, AutoCloseable {
  private static final int BACKLOG = 200;

  private final Map<String, ServerSocketChannel> waiting = new ConcurrentHashMap<>();
  private final int clientPort;
  private final int controllerPort;

  private ListeningSockets(ServerSocketChannel clients, ServerSocketChannel controller) {
    waiting.put(BrokerSettings.CLIENTS, clients);
    waiting.put(BrokerSettings.CONTROLLER, controller);
    clientPort = clients.socket().getLocalPort();
    controllerPort = controller.socket().getLocalPort();
  }

  /**
   * Takes both ports.
   *
   * @throws UserError if the address cannot be listened on
   */
  static ListeningSockets open(BrokerSettings settings) {
    ServerSocketChannel clients = listen(settings.host(), settings.port());
    return new ListeningSockets(clients, listen("localhost", 0));
  }

  int clientPort() {
    return clientPort;
  }

  int controllerPort() {
    return controllerPort;
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferBytes)
      throws IOException {
    ServerSocketChannel socket = waiting.remove(listener);
    if (socket == null) {
      throw new IOException("no socket waits for listener " + listener);
    }
    return socket;
  }

  /** Closes what Kafka has not asked for. */
  @Override
  public void close() throws IOException {
    for (ServerSocketChannel socket : waiting.values()) {
      socket.close();
    }
  }

  private static ServerSocketChannel listen(String host, int port) {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UserError(
          "no machine is known as " + host + "; choose an address of this one with --host");
    }
    try {
      ServerSocketChannel socket = ServerSocketChannel.open();
      socket.configureBlocking(false);
      return socket.bind(address, BACKLOG);
    } catch (BindException e) {
      throw new UserError(
          "cannot listen on %s:%d (%s); stop what uses it, or choose another with --port or --host"
              .formatted(host, port, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UserError("cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
  }
}
