package org.evcharging.wire;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import org.evcharging.wire.RawPeer.Greeted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class FramedConnectionTest {
  private static final Duration PATIENCE = RawPeer.PATIENCE;
  private static final byte[] A = Framing.frame("A");
  private static final byte[] B = Framing.frame("B");

  @Test
  void frameIsAcknowledgedThoughItComesByteByByte() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      for (byte b : A) {
        line.peer().sends(b);
      }
      line.peer().receives(Framing.ACK);
      assertThat(received.get(5, SECONDS)).contains("A");
    }
  }

  @Test
  void joinedFramesAreAnsweredEachInOrder() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().sends(join(A, B));

      assertThat(line.ours().receive()).contains("A");
      assertThat(line.ours().receive()).contains("B");
      line.peer().receives(Framing.ACK, Framing.ACK);
    }
  }

  @Test
  void damagedFrameIsAnsweredNackAndTheNextIsRead() throws Exception {
    byte[] wrongLrc = A.clone();
    wrongLrc[wrongLrc.length - 1] ^= 1;
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().sends(join(wrongLrc, B));

      assertThat(line.ours().receive()).contains("B");
      line.peer().receives(Framing.NACK, Framing.ACK);
    }
  }

  @Test
  void frameBehindTheGreetingIsNotLost() throws Exception {
    RawPeer.Pair pair = RawPeer.pair();
    pair.peer().sends(join(new byte[] {Framing.ENQ}, A));
    try (FramedConnection ours = FramedConnection.accept(pair.ours(), PATIENCE)) {
      assertThat(ours.receive()).contains("A");
      pair.peer().receives(Framing.ACK, Framing.ACK);
    }
    pair.peer().close();
  }

  @Test
  void nextFrameWaitsForTheAnswer() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      line.ours().send("A");
      line.ours().send("B");
      line.peer().receives(A);
      // Were B under way already, it would come before the answer to this frame.
      line.peer().sends(Framing.frame("C"));
      line.peer().receives(Framing.ACK);
      line.peer().sends(Framing.ACK);
      assertThat(received.get(5, SECONDS)).contains("C");
      Future<Optional<String>> end = RawPeer.begin(line.ours()::receive);
      line.peer().receives(B);
      line.peer().sends(Framing.ACK, Framing.EOT);
      assertThat(end.get(5, SECONDS)).isEmpty();
    }
  }

  @Test
  void frameIsSentAgainThreeTimesAndThenTheConnectionEnds() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      line.ours().send("A");
      for (int sent = 0; sent <= FramedPeer.MAX_RESENDS; sent++) {
        line.peer().receives(A);
        line.peer().sends(Framing.NACK);
      }
      line.peer().receivesTheEnd();
      assertThatThrownBy(() -> received.get(5, SECONDS))
          .hasRootCauseInstanceOf(IOException.class)
          .cause()
          .hasMessageEndingWith(": called a frame damaged 4 times");
      assertThat(line.ours().send("B")).isFalse();
    }
  }

  @Test
  void frameThatArrivesAfterANackIsDone() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      line.ours().send("A");
      line.ours().send("B");
      line.peer().receives(A);
      line.peer().sends(Framing.NACK);
      line.peer().receives(A);
      line.peer().sends(Framing.ACK);
      line.peer().receives(B);
      line.peer().sends(Framing.ACK, Framing.EOT);
      assertThat(received.get(5, SECONDS)).isEmpty();
    }
  }

  @Test
  void unansweredFrameEndsTheConnection() throws Exception {
    try (Greeted line = RawPeer.greeted(Duration.ofMillis(50))) {
      line.ours().send("A");

      assertThatThrownBy(() -> line.ours().receive())
          .isInstanceOf(IOException.class)
          .hasMessage(line.ours().peer() + ": did not answer a frame for 50 ms");
      line.peer().receives(A);
      line.peer().receivesTheEnd();
    }
  }

  @Test
  void halfAFrameTiesUpNothing() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      line.peer().sends(Framing.STX, (byte) 'A');
      line.ours().send("B");
      line.peer().receives(B);
      line.ours().close();
      line.peer().receives(Framing.EOT);
      assertThat(received.get(5, SECONDS)).isEmpty();
    }
  }

  @Test
  void peerThatSpeaksAnotherProtocolIsDisconnected() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().sends("G".repeat(64).getBytes(StandardCharsets.US_ASCII));

      assertThatThrownBy(() -> line.ours().receive())
          .isInstanceOf(IOException.class)
          .hasMessage(
              line.ours().peer()
                  + ": sent 64 bytes without a frame in them; it speaks another protocol");
      line.peer().receivesTheEnd();
    }
  }

  @Test
  void goodbyeOfThePeerIsTheEnd() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().sends(Framing.EOT);

      assertThat(line.ours().receive()).isEmpty();
      assertThat(line.ours().receive()).isEmpty();
      assertThat(line.ours().send("A")).isFalse();
    }
  }

  @Test
  void peerThatHangsUpIsTheEnd() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().close();

      assertThat(line.ours().receive()).isEmpty();
    }
  }

  @Test
  void lastWordsAreSentBeforeTheGoodbye() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.ours().send("A");
      line.ours().send("B");
      line.ours().close();

      line.peer().receives(join(A, B, new byte[] {Framing.EOT}));
      line.peer().receivesTheEnd();
    }
  }

  @Test
  void closingEndsAReceiveThatWaits() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      Future<Optional<String>> received = RawPeer.begin(line.ours()::receive);
      line.ours().close();
      line.ours().close();
      assertThat(received.get(5, SECONDS)).isEmpty();
    }
  }

  @Test
  void closingNeverWaitsForAPeerThatDoesNotRead() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      String big = "x".repeat(FramedConnection.MAX_PAYLOAD_BYTES);
      for (int i = 0; i < FramedPeer.MAX_WAITING_FRAMES; i++) {
        line.ours().send(big);
      }

      long startNanos = System.nanoTime();
      line.ours().close();

      assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
          .isBetween(Duration.ofMillis(150), Duration.ofSeconds(5));
    }
  }

  @Test
  void fullQueueEndsTheConnection() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      int taken = 0;
      while (line.ours().send("A")) {
        taken++;
      }
      // The first may be under way, and waits no more.
      assertThat(taken).isBetween(FramedPeer.MAX_WAITING_FRAMES, FramedPeer.MAX_WAITING_FRAMES + 1);
      assertThatThrownBy(() -> line.ours().receive())
          .isInstanceOf(IOException.class)
          .hasMessage(line.ours().peer() + ": takes frames too slowly; 64 wait");
    }
  }

  @Test
  void whatNoFrameCanCarryIsRefused() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      assertThatThrownBy(() -> line.ours().send("a\nb"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> line.ours().send("x".repeat(8193)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void repeatedEnqIsAnsweredAgain() throws Exception {
    try (Greeted line = RawPeer.greeted(PATIENCE)) {
      line.peer().sends(join(new byte[] {Framing.ENQ}, A));

      assertThat(line.ours().receive()).contains("A");
      line.peer().receives(Framing.ACK, Framing.ACK);
    }
  }

  @Test
  void connectingIsEnqAndAck() throws Exception {
    try (ServerSocket server = listen()) {
      Future<FramedConnection> ours = RawPeer.begin(() -> connect(server));
      RawPeer peer = RawPeer.accept(server);
      peer.receives(Framing.ENQ);
      peer.sends(Framing.ACK);
      try (FramedConnection connection = ours.get(5, SECONDS)) {
        assertThat(connection.peer()).endsWith(":" + server.getLocalPort());
        assertThat(connection.send("A")).isTrue();
        peer.receives(A);
      }
      peer.close();
    }
  }

  @Test
  void connectingIsRefusedByNack() throws Exception {
    try (ServerSocket server = listen()) {
      Future<Boolean> refused =
          RawPeer.begin(() -> {
            FramedConnection.refuse(server.accept());
            return true;
          });
      assertThatThrownBy(() -> connect(server))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(": refused: peer is full or shutting down");
      assertThat(refused.get(5, SECONDS)).isTrue();
    }
  }

  @Test
  void connectingToNobodySaysWhoIsMissing() throws Exception {
    ServerSocket server = listen();
    server.close();
    InetSocketAddress nobody =
        InetSocketAddress.createUnresolved("localhost", server.getLocalPort());

    assertThatThrownBy(() -> FramedConnection.connect(nobody, PATIENCE))
        .isInstanceOf(IOException.class)
        .hasMessage("localhost:" + server.getLocalPort() + ": Connection refused");
    assertThatThrownBy(() ->
            FramedConnection.connect(
                InetSocketAddress.createUnresolved("no.such.host.invalid", 1), PATIENCE))
        .hasMessage("no.such.host.invalid:1: unknown host");
  }

  @Test
  void connectingToASilentPeerGivesUp() throws Exception {
    try (ServerSocket server = listen()) {
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      assertThatThrownBy(() -> FramedConnection.connect(address, Duration.ofMillis(50)))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith(": has not answered our ENQ for 50 ms");
    }
  }

  @Test
  void acceptingGivesUpOnWhoeverDoesNotSayEnq() throws Exception {
    RawPeer.Pair silent = RawPeer.pair();
    assertThatThrownBy(() -> FramedConnection.accept(silent.ours(), Duration.ofMillis(50)))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(": has not said ENQ for 50 ms");
    silent.peer().receivesTheEnd();
    silent.peer().close();

    RawPeer.Pair hasty = RawPeer.pair();
    hasty.peer().sends(A);
    assertThatThrownBy(() -> FramedConnection.accept(hasty.ours(), PATIENCE))
        .hasMessageEndingWith(": did not begin with ENQ");
    hasty.peer().close();
  }

  @Test
  void twoOfUsTalkBothWaysAtOnce() throws Exception {
    int frames = 500;
    try (ServerSocket server = listen()) {
      Future<Integer> echoed = RawPeer.begin(() -> echo(server));
      try (FramedConnection ours = connect(server)) {
        for (int i = 0; i < frames; i++) {
          assertThat(ours.send("payload " + i)).isTrue();
          assertThat(ours.receive()).contains("payload " + i);
        }
      }
      assertThat(echoed.get(5, SECONDS)).isEqualTo(frames);
    }
  }

  private static int echo(ServerSocket server) throws IOException {
    try (FramedConnection connection = FramedConnection.accept(server.accept(), PATIENCE)) {
      int count = 0;
      Optional<String> payload = connection.receive();
      while (payload.isPresent()) {
        count++;
        connection.send(payload.get());
        payload = connection.receive();
      }
      return count;
    }
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  private static FramedConnection connect(ServerSocket server) throws IOException {
    return FramedConnection.connect((InetSocketAddress) server.getLocalSocketAddress(), PATIENCE);
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
