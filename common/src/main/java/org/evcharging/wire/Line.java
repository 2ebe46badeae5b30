package org.evcharging.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A socket that two threads write to: the writer its frames, the reader its answers. Thread-safe.
 */
final class Line {
  private final Socket socket;

  /**
   * Keeps one write from landing inside another. A leaf: nothing else is taken while it is held,
   * and only the socket is waited for; {@link #close} does not take it, so a write to a peer that
   * does not read can always be ended.
   */
  private final ReentrantLock writing = new ReentrantLock();

  @GuardedBy("writing")
  private final OutputStream out;

  Line(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
  }

  void write(byte... bytes) throws IOException {
    writing.lock();
    try {
      out.write(bytes);
    } finally {
      writing.unlock();
    }
  }

  /** Ends every read and write that goes on. Never waits; may be called again. */
  void close() {
    closeQuietly(socket);
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is given up anyway; nobody can do anything about it.
    }
  }

  /** {@code host:port}, as messages name it; never asks a name server. */
  static String describe(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  static String describePeer(Socket socket) {
    return socket.getRemoteSocketAddress() instanceof InetSocketAddress address
        ? describe(address)
        : "a peer that left";
  }
}
