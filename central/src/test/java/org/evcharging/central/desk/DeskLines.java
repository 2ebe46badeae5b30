package org.evcharging.central.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client that says lines and reads answers, as {@code nc} does. */
final class DeskLines implements AutoCloseable {
  private static final int PATIENCE_MS = 30_000;

  private final Socket socket;
  private final BufferedReader in;

  DeskLines(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  String ask(String line) throws IOException {
    send((line + "\n").getBytes(StandardCharsets.UTF_8));
    return read();
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  String read() throws IOException {
    return String.valueOf(in.readLine());
  }

  /** What is still said until the desk hangs up, or cuts off what it has not read. */
  List<String> readToTheEnd() {
    List<String> lines = new ArrayList<>();
    try {
      in.lines().forEach(lines::add);
    } catch (UncheckedIOException e) {
      // Cut off.
    }
    return lines;
  }

  void closeOutput() throws IOException {
    socket.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
