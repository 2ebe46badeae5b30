package org.evcharging.launcher.reasons;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Monitor written from the protocol's description alone: bytes in, bytes out, none of our code.
 * It gives life signs by itself, three a second, until it is told to be silent.
 */
final class ByteMonitor implements AutoCloseable {
  private static final int STX = 0x02;
  private static final int ETX = 0x03;
  private static final int ENQ = 0x05;
  private static final int ACK = 0x06;

  private final Socket socket;
  private final OutputStream out;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final CountDownLatch registered = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile String status = "STATUS#OK#-#-#-";
  private volatile boolean silent;

  /** Connects and registers. */
  ByteMonitor(int port, String chargePoint, String site) throws IOException, InterruptedException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    write(ENQ);
    Thread.ofVirtual().start(this::listen);
    frame("REGISTER#" + chargePoint + "#s3cret#" + site + "#Gran Vía 1#250000#22000");
    if (!registered.await(10, TimeUnit.SECONDS)) {
      throw new IOException(chargePoint + " was not registered: " + heard);
    }
    Thread.ofVirtual().start(this::live);
  }

  /** The life sign from now on; the first one goes out at once. */
  void says(String newStatus) throws IOException {
    status = newStatus;
    frame(newStatus);
  }

  /** Keeps the connection, half open as it were. */
  void fallSilent() {
    silent = true;
  }

  /** All payloads that Central has sent. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    socket.close();
  }

  private void live() {
    try {
      while (!over.await(300, TimeUnit.MILLISECONDS)) {
        if (!silent) {
          frame(status);
        }
      }
    } catch (IOException e) {
      // Central has closed the connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
      int next = in.read();
      while (next >= 0) {
        if (next == STX) {
          take(payload(in));
        }
        next = in.read();
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void take(String payload) throws IOException {
    heard.add(payload);
    write(ACK);
    if (payload.startsWith("REGISTERED#")) {
      registered.countDown();
    } else if (payload.startsWith("STOP#") || payload.startsWith("RESUME#")) {
      frame("DONE#" + payload.substring(payload.indexOf('#') + 1));
    }
  }

  private static String payload(DataInputStream in) throws IOException {
    StringBuilder payload = new StringBuilder();
    for (int b = in.readByte(); b != ETX; b = in.readByte()) {
      payload.append((char) b);
    }
    in.readByte(); // the LRC, which may be any byte
    return payload.toString();
  }

  private void frame(String payload) throws IOException {
    byte[] text = payload.getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[text.length + 3];
    frame[0] = STX;
    for (int i = 0; i < text.length; i++) {
      frame[i + 1] = text[i];
      frame[text.length + 2] ^= text[i];
    }
    frame[text.length + 1] = ETX;
    synchronized (this) {
      out.write(frame);
      out.flush();
    }
  }

  private synchronized void write(int b) throws IOException {
    out.write(b);
    out.flush();
  }
}
