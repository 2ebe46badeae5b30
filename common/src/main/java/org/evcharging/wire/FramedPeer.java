package org.evcharging.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One side of a connection of spec §6, with neither socket nor thread: what arrives is pushed in,
 * payloads are pulled out, and what is to be sent is taken from {@link #takeOutput}. Times are
 * nanoseconds of a monotonic clock. Not thread-safe.
 *
 * <pre>
 *                  ACK             EOT, end, fail
 *   CALLING ───────────► OPEN ─────────────────► GONE
 *   AWAITING_CALL ───────► │                      ▲
 *                  ENQ     └──────► LEAVING ──────┤
 *                            leave                │
 *   TURNING_AWAY ─────────────────────────────────┘
 *                  ENQ
 * </pre>
 */
public final class FramedPeer {
  /** Frames that wait behind one that is not answered; one more ends the connection. */
  static final int MAX_WAITING_FRAMES = 64;

  static final int MAX_RESENDS = 3;

  /** Who does not even answer at frame level for so long is gone, or as good as gone. */
  static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);

  /** Most of what is sent at once; 15,000 connections pay for this many bytes each. */
  private static final int USUAL_OUTPUT_BYTES = 64;

  /** What {@link #offer} made of a payload. */
  public enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private enum Phase {
    /** ENQ is sent. */
    CALLING,
    AWAITING_CALL,
    TURNING_AWAY,
    OPEN,
    /** All that was to be said is said; what still comes is read. */
    LEAVING,
    GONE
  }

  private final FrameDecoder decoder = new FrameDecoder();
  private final Duration answerPatience;

  /** The first may be sent already, and waits for its answer. */
  private final Deque<byte[]> waiting = new ArrayDeque<>(2);

  /** How often the first was sent; 0 while no answer is awaited. */
  private int sent;

  private long sentNanos;
  private ByteArrayOutputStream output = new ByteArrayOutputStream(USUAL_OUTPUT_BYTES);
  private Phase phase;
  private Optional<String> failure = Optional.empty();
  private boolean goodbyeHeard;

  private FramedPeer(Phase phase, Duration answerPatience) {
    this.phase = phase;
    this.answerPatience = answerPatience;
  }

  /** The side that connects: asks to be let in. */
  public static FramedPeer calling() {
    FramedPeer peer = new FramedPeer(Phase.CALLING, ANSWER_PATIENCE);
    peer.output.write(Framing.ENQ);
    return peer;
  }

  /** The side that is connected to: lets in whoever asks. */
  public static FramedPeer awaitingCall() {
    return awaitingCall(ANSWER_PATIENCE);
  }

  static FramedPeer awaitingCall(Duration answerPatience) {
    return new FramedPeer(Phase.AWAITING_CALL, answerPatience);
  }

  /** The side that is connected to: says no to whoever asks. */
  public static FramedPeer turningAway() {
    return new FramedPeer(Phase.TURNING_AWAY, ANSWER_PATIENCE);
  }

  /** Tells whether the greeting is over, and nobody has left. */
  public boolean isOpen() {
    return phase == Phase.OPEN;
  }

  /** Tells whether the other side left in good order, by EOT. */
  public boolean saidGoodbye() {
    return goodbyeHeard;
  }

  /** Why this side has given the other up. */
  public Optional<String> failure() {
    return failure;
  }

  /**
   * Gives it what has arrived, to be pulled by {@link #next} until that is empty. The bytes are not
   * copied. Of no account once the other side is gone.
   *
   * @throws IllegalStateException if what was pushed before is not used up
   */
  public void push(byte[] bytes, int from, int to) {
    if (!isGone()) {
      decoder.push(bytes, from, to);
    }
  }

  /**
   * Deals with the greeting in what was pushed, and with nothing behind it.
   *
   * @return false if it takes more bytes; true once the greeting is over, whatever came of it
   * @throws IOException if the other side has refused us, or does not speak the protocol
   */
  public boolean greet() throws IOException {
    if (!isGreeting()) {
      return true;
    }
    Optional<Token> token = decoder.next();
    if (token.isEmpty()) {
      return false;
    }
    if (phase == Phase.CALLING) {
      calledBack(token.get());
    } else {
      called(token.get());
    }
    return true;
  }

  private boolean isGreeting() {
    return switch (phase) {
      case CALLING, AWAITING_CALL, TURNING_AWAY -> true;
      case OPEN, LEAVING, GONE -> false;
    };
  }

  private void calledBack(Token token) throws IOException {
    if (token instanceof Token.Nack) {
      throw new IOException("refused: peer is full or shutting down");
    }
    if (!(token instanceof Token.Ack)) {
      throw new IOException("answered ENQ with something else than ACK or NACK");
    }
    phase = Phase.OPEN;
  }

  private void called(Token token) throws IOException {
    if (!(token instanceof Token.Enq)) {
      throw new IOException("did not begin with ENQ");
    }
    boolean welcome = phase == Phase.AWAITING_CALL;
    output.write(welcome ? Framing.ACK : Framing.NACK);
    phase = welcome ? Phase.OPEN : Phase.GONE;
  }

  /**
   * The next payload of what was pushed, which is answered now; everything else before it is dealt
   * with too. Not before the greeting is over.
   *
   * @return empty if it takes more bytes, or the other side has left
   * @throws IOException if the other side does not speak the protocol
   */
  public Optional<String> next(long nowNanos) throws IOException {
    Optional<Token> token = nextToken();
    while (token.isPresent()) {
      if (token.get() instanceof Token.Frame(String payload)) {
        output.write(Framing.ACK);
        return Optional.of(payload);
      }
      hear(token.get(), nowNanos);
      token = nextToken();
    }
    return Optional.empty();
  }

  private Optional<Token> nextToken() throws TooMuchGarbage {
    return isGone() ? Optional.empty() : decoder.next();
  }

  private void hear(Token token, long nowNanos) {
    switch (token) {
      case Token.Enq() -> output.write(Framing.ACK);
      case Token.Damaged _ -> output.write(Framing.NACK);
      case Token.Ack() -> {
        forgetSent();
        sendFirst(nowNanos);
      }
      case Token.Nack() -> sendAgain(nowNanos);
      case Token.Eot() -> {
        goodbyeHeard = true;
        end();
      }
      case Token.Frame _ -> throw new IllegalArgumentException("not here: " + token);
    }
  }

  private void forgetSent() {
    if (sent > 0) {
      waiting.remove();
      sent = 0;
    }
  }

  private void sendFirst(long nowNanos) {
    if (phase == Phase.OPEN && !waiting.isEmpty()) {
      output.writeBytes(waiting.element());
      sent++;
      sentNanos = nowNanos;
    }
  }

  private void sendAgain(long nowNanos) {
    if (sent > MAX_RESENDS) {
      fail("called a frame damaged " + sent + " times");
    } else if (sent > 0) {
      sendFirst(nowNanos);
    }
  }

  /**
   * Sends a payload when those before it are answered. Not before the greeting is over.
   *
   * @throws IllegalArgumentException if the payload is longer than 8,192 bytes or has control
   *     characters
   */
  public Offer offer(String payload, long nowNanos) {
    byte[] frame = Framing.frame(payload);
    if (phase != Phase.OPEN) {
      return Offer.CLOSED;
    }
    if (waiting.size() >= MAX_WAITING_FRAMES + Math.min(sent, 1)) {
      fail("takes frames too slowly; " + MAX_WAITING_FRAMES + " wait");
      return Offer.FULL;
    }
    waiting.add(frame);
    if (sent == 0) {
      sendFirst(nowNanos);
    }
    return Offer.TAKEN;
  }

  /** When {@link #timePassed} has something to find, if nothing happens before. */
  public OptionalLong dueNanos() {
    return sent > 0 && phase == Phase.OPEN
        ? OptionalLong.of(sentNanos + answerPatience.toNanos())
        : OptionalLong.empty();
  }

  /** Gives up who has not answered a frame for too long. */
  public void timePassed(long nowNanos) {
    OptionalLong due = dueNanos();
    if (due.isPresent() && nowNanos - due.getAsLong() >= 0) {
      fail("did not answer a frame for " + answerPatience.toMillis() + " ms");
    }
  }

  /** Sends what waits, without waiting for answers, then EOT; takes no more. */
  public void leave() {
    if (phase == Phase.OPEN) {
      forgetSent();
      waiting.forEach(output::writeBytes);
      output.write(Framing.EOT);
      phase = Phase.LEAVING;
      clear();
    }
  }

  private void clear() {
    waiting.clear();
    sent = 0;
  }

  /** Nothing that is sent will be read; what still arrives counts. */
  public void stopSending() {
    if (phase == Phase.OPEN) {
      phase = Phase.LEAVING;
    }
    clear();
    output.reset();
  }

  /** Nothing more will arrive, and nothing that is sent will be read. */
  public void end() {
    phase = Phase.GONE;
    clear();
    output.reset();
  }

  /** Gives the other side up. The first reason counts, and none if one of both was leaving. */
  public void fail(String reason) {
    if (phase != Phase.LEAVING && !isGone()) {
      failure = Optional.of(reason);
    }
    end();
  }

  /** Tells whether nothing more is to be read: the other side has left, or was given up. */
  public boolean isGone() {
    return phase == Phase.GONE;
  }

  /** Tells whether {@link #takeOutput} has anything. */
  public boolean hasOutput() {
    return output.size() > 0;
  }

  /** What is to be written to the other side, in this order; the caller's from now on. */
  public byte[] takeOutput() {
    byte[] taken = output.toByteArray();
    if (taken.length <= USUAL_OUTPUT_BYTES) {
      output.reset();
    } else {
      output = new ByteArrayOutputStream(USUAL_OUTPUT_BYTES);
    }
    return taken;
  }
}
