package org.evcharging.central.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Whoever connects, and the very bytes it sends and receives. */
final class RawPeer implements AutoCloseable {
  static final byte STX = 0x02;
  static final byte ETX = 0x03;
  static final byte EOT = 0x04;
  static final byte ENQ = 0x05;
  static final byte ACK = 0x06;
  static final byte NACK = 0x15;

  private static final byte[] HTTP_REQUEST =
      """
      GET / HTTP/1.1\r
      Host: localhost:5000\r
      User-Agent: curl/8.14.1\r
      Accept: */*\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;

  RawPeer(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(10_000);
  }

  /** A frame with its right LRC. */
  static byte[] frame(String payload) {
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[text.length + 3];
    frame[0] = STX;
    for (int i = 0; i < text.length; i++) {
      frame[i + 1] = text[i];
      frame[text.length + 2] ^= text[i];
    }
    frame[text.length + 1] = ETX;
    return frame;
  }

  RawPeer sends(byte... bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
    return this;
  }

  RawPeer sendsByteByByte(byte... bytes) throws IOException {
    for (byte b : bytes) {
      sends(b);
    }
    return this;
  }

  /** Takes Central for a web server. */
  RawPeer speaksHttp() throws IOException {
    return sends(HTTP_REQUEST);
  }

  boolean hasReceivedSomething() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** What comes next must be these bytes, and is waited for. */
  RawPeer receives(byte... expected) throws IOException {
    assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
    return this;
  }

  /** Waits for the end; gives what came before it. */
  byte[] readsToTheEnd() throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      // Cut off with bytes of ours unread: an end as well.
      return new byte[0];
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
