package org.evcharging.launcher.process;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection with the money desk, as {@code nc} has it: each line has one for an answer. */
final class DeskConnection implements AutoCloseable {
  /** Far more than Central takes for an order. */
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(10).toMillis();

  private final Socket socket;
  private final BufferedReader answers;

  DeskConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MS);
    answers =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * @throws IOException if there was no answer: what was asked for may have been done or not
   */
  String ask(String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    String answer = answers.readLine();
    if (answer == null) {
      throw new EOFException("the desk hung up");
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
