package org.evcharging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol between two sides, without sockets, threads and clocks. */
class FramedPeerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void callerIsLetIn() throws Exception {
    FramedPeer caller = FramedPeer.calling();
    FramedPeer called = FramedPeer.awaitingCall();
    assertThat(caller.isOpen()).isFalse();

    assertThat(pass(caller, called)).isEmpty();
    assertThat(called.isOpen()).isTrue();
    assertThat(pass(called, caller)).isEmpty();
    assertThat(caller.isOpen()).isTrue();
  }

  @Test
  void callerIsTurnedAway() throws Exception {
    FramedPeer caller = FramedPeer.calling();
    FramedPeer called = FramedPeer.turningAway();
    pass(caller, called);
    assertThat(called.isGone()).isTrue();

    assertThatThrownBy(() -> pass(called, caller))
        .isInstanceOf(IOException.class)
        .hasMessage("refused: peer is full or shutting down");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPayloadArrivesOnceAndInOrderHoweverTheBytesAreSplit(long seed) throws Exception {
    Random dice = new Random(seed);
    FramedPeer[] sides = {FramedPeer.calling(), FramedPeer.awaitingCall()};
    ByteArrayOutputStream[] underWay = {new ByteArrayOutputStream(), new ByteArrayOutputStream()};
    List<List<String>> heard = List.of(new ArrayList<>(), new ArrayList<>());
    int[] said = {0, 0};
    for (int step = 0; step < 20_000; step++) {
      int from = dice.nextInt(2);
      int to = 1 - from;
      if (sides[from].isOpen() && said[from] < 200 && dice.nextInt(20) == 0) {
        assertThat(sides[from].offer("payload " + said[from]++, step))
            .isEqualTo(FramedPeer.Offer.TAKEN);
      }
      underWay[from].writeBytes(sides[from].takeOutput());
      byte[] bytes = underWay[from].toByteArray();
      int piece = dice.nextInt(Math.min(bytes.length, 40) + 1);
      heard.get(to).addAll(feed(sides[to], bytes, piece));
      underWay[from].reset();
      underWay[from].write(bytes, piece, bytes.length - piece);
    }

    List<String> all = IntStream.range(0, 200).mapToObj("payload %d"::formatted).toList();
    assertThat(heard.get(0)).isEqualTo(all);
    assertThat(heard.get(1)).isEqualTo(all);
  }

  @Test
  void silenceIsFoundWhenItIsDueAndNotBefore() throws Exception {
    FramedPeer peer = open();
    assertThat(peer.dueNanos()).isEmpty();
    peer.offer("A", 5);
    assertThat(peer.dueNanos()).hasValue(5 + PATIENCE.toNanos());

    peer.timePassed(4 + PATIENCE.toNanos());
    assertThat(peer.isOpen()).isTrue();
    peer.timePassed(5 + PATIENCE.toNanos());
    assertThat(peer.failure()).contains("did not answer a frame for 10000 ms");
  }

  @Test
  void whoHasLeftIsNotBlamedForWhatComesAfter() throws Exception {
    FramedPeer peer = open();
    peer.offer("A", 0);
    peer.leave();
    peer.timePassed(2 * PATIENCE.toNanos());
    peer.fail("the socket is closed");

    assertThat(peer.failure()).isEmpty();
    assertThat(peer.isGone()).isTrue();
  }

  @Test
  void whatArrivedBeforeTheConnectionBrokeStillCounts() throws Exception {
    FramedPeer peer = open();
    peer.stopSending();

    assertThat(peer.offer("A", 0)).isEqualTo(FramedPeer.Offer.CLOSED);
    assertThat(feed(peer, Framing.frame("B"), 4)).containsExactly("B");
  }

  @Test
  void goodbyeIsToldFromAnEnd() throws Exception {
    FramedPeer left = open();
    feed(left, new byte[] {Framing.EOT}, 1);
    FramedPeer ended = open();
    ended.end();

    assertThat(left.saidGoodbye()).isTrue();
    assertThat(ended.saidGoodbye()).isFalse();
    assertThat(left.isGone() && ended.isGone()).isTrue();
  }

  private static FramedPeer open() throws IOException {
    FramedPeer peer = FramedPeer.awaitingCall();
    feed(peer, new byte[] {Framing.ENQ}, 1);
    byte[] _ = peer.takeOutput();
    return peer;
  }

  /** All that one side has to say reaches the other at once. */
  private static List<String> pass(FramedPeer from, FramedPeer to) throws IOException {
    byte[] bytes = from.takeOutput();
    return feed(to, bytes, bytes.length);
  }

  private static List<String> feed(FramedPeer peer, byte[] bytes, int count) throws IOException {
    List<String> payloads = new ArrayList<>();
    peer.push(bytes, 0, count);
    if (peer.greet()) {
      Optional<String> payload = peer.next(0);
      while (payload.isPresent()) {
        payloads.add(payload.get());
        payload = peer.next(0);
      }
    }
    return payloads;
  }
}
