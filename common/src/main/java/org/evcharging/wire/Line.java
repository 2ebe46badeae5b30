package org.evcharging.wire;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A socket that two threads write to: the writer its frames, the reader its answers. Any thread may
 * write and close, one may read.
 */
final class Line {
  /** A few frames of the usual size; longer ones take several reads. */
  private static final int INPUT_BYTES = 512;

  private final Socket socket;
  private final InputStream in;
  private final byte[] input = new byte[INPUT_BYTES];

  /**
   * Keeps what is written in the order in which it was taken. Under it only the socket is waited
   * for, and what is to be written is taken; {@link #close} does not take it, so a write to a peer
   * that does not read can always be ended.
   */
  private final ReentrantLock writing = new ReentrantLock();

  @GuardedBy("writing")
  private final OutputStream out;

  Line(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /** Waits for bytes, and returns how many are in {@link #input} now; -1 at the end. */
  int read() throws IOException {
    return in.read(input);
  }

  /** What was read last; for the thread that reads. */
  byte[] input() {
    return input;
  }

  /** Reads wait so long at most, or for ever if it is 0. */
  void limitReads(int timeoutMs) throws IOException {
    socket.setSoTimeout(timeoutMs);
  }

  /** Writes what the source has; asked once, when it is its turn. */
  void write(Supplier<byte[]> source) throws IOException {
    writing.lock();
    try {
      out.write(source.get());
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
