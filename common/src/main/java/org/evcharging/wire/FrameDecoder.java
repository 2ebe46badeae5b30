package org.evcharging.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns bytes, in whatever pieces they arrive, into {@link Token}s. Push a piece, pull until {@link
 * #next} says that it needs more, push the next piece. Between pieces it remembers one unfinished
 * frame at most. Not thread-safe; no I/O, no time.
 *
 * <p>One answer is due for each STX: whatever is wrong with a frame, it is skipped to its ETX and
 * the LRC after it, and is one {@link Token.Damaged}. The LRC may be any byte, STX and ETX too, so
 * it is known by its place alone.
 */
final class FrameDecoder {
  /** This many bytes outside of frames, with no good frame among them, and it is not our peer. */
  static final int MAX_GARBAGE_BYTES = 64;

  /** A frame that is too long is skipped this far at most. */
  static final int MAX_SKIPPED_BYTES = 8 * Framing.MAX_PAYLOAD_BYTES;

  /** Most frames fit: 15,000 connections pay for this many bytes each. */
  private static final int USUAL_PAYLOAD_BYTES = 128;

  private static final char REPLACEMENT = '\uFFFD';

  private enum State {
    OUTSIDE,
    IN_PAYLOAD,
    BEFORE_LRC
  }

  private State state = State.OUTSIDE;
  private int garbageBytes;

  private byte[] input = {};
  private int position;
  private int limit;

  private byte[] payload = new byte[USUAL_PAYLOAD_BYTES];
  private int payloadBytes;
  private byte lrc;
  private boolean forbiddenByte;

  /**
   * Gives it the next piece. The bytes are not copied: leave them alone until {@link #next} needs
   * more.
   *
   * @throws IllegalStateException if the piece before is not used up
   */
  void push(byte[] bytes, int from, int to) {
    if (position < limit) {
      throw new IllegalStateException((limit - position) + " bytes are not decoded yet");
    }
    input = bytes;
    position = from;
    limit = to;
  }

  /**
   * The next token, or empty when it takes more bytes to tell.
   *
   * @throws TooMuchGarbage if the peer cannot be one of ours
   */
  Optional<Token> next() throws TooMuchGarbage {
    while (position < limit) {
      byte b = input[position++];
      Optional<Token> token =
          switch (state) {
            case OUTSIDE -> outside(b);
            case IN_PAYLOAD -> inPayload(b);
            case BEFORE_LRC -> Optional.of(endFrame(b));
          };
      if (token.isPresent()) {
        return token;
      }
    }
    return Optional.empty();
  }

  private Optional<Token> outside(byte b) throws TooMuchGarbage {
    return switch (b) {
      case Framing.STX -> beginFrame();
      case Framing.ENQ -> Optional.of(new Token.Enq());
      case Framing.ACK -> Optional.of(new Token.Ack());
      case Framing.NACK -> Optional.of(new Token.Nack());
      case Framing.EOT -> Optional.of(new Token.Eot());
      default -> garbage();
    };
  }

  private Optional<Token> garbage() throws TooMuchGarbage {
    garbageBytes++;
    if (garbageBytes >= MAX_GARBAGE_BYTES) {
      throw new TooMuchGarbage(
          "sent " + garbageBytes + " bytes without a frame in them; it speaks another protocol");
    }
    return Optional.empty();
  }

  private Optional<Token> beginFrame() {
    state = State.IN_PAYLOAD;
    payloadBytes = 0;
    lrc = 0;
    forbiddenByte = false;
    return Optional.empty();
  }

  private Optional<Token> inPayload(byte b) throws TooMuchGarbage {
    if (b == Framing.ETX) {
      state = State.BEFORE_LRC;
      return Optional.empty();
    }
    if (payloadBytes >= MAX_SKIPPED_BYTES) {
      throw new TooMuchGarbage("sent a frame of over " + MAX_SKIPPED_BYTES + " bytes");
    }
    forbiddenByte |= Framing.isForbidden(b);
    keep(b);
    return Optional.empty();
  }

  private void keep(byte b) {
    if (payloadBytes < Framing.MAX_PAYLOAD_BYTES) {
      if (payloadBytes == payload.length) {
        payload = Arrays.copyOf(payload, Math.min(2 * payload.length, Framing.MAX_PAYLOAD_BYTES));
      }
      payload[payloadBytes] = b;
    }
    payloadBytes++;
    lrc ^= b;
  }

  private Token endFrame(byte sentLrc) {
    state = State.OUTSIDE;
    Token token = judge(sentLrc);
    if (payload.length > USUAL_PAYLOAD_BYTES) {
      payload = new byte[USUAL_PAYLOAD_BYTES];
    }
    return token;
  }

  private Token judge(byte sentLrc) {
    if (payloadBytes > Framing.MAX_PAYLOAD_BYTES) {
      return new Token.Damaged(payloadBytes + " bytes long");
    }
    if (sentLrc != lrc) {
      return new Token.Damaged("wrong LRC");
    }
    if (forbiddenByte) {
      return new Token.Damaged("control character");
    }
    try {
      Token frame = new Token.Frame(text());
      garbageBytes = 0;
      return frame;
    } catch (CharacterCodingException e) {
      return new Token.Damaged("not UTF-8");
    }
  }

  private String text() throws CharacterCodingException {
    String text = new String(payload, 0, payloadBytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    // Either it was sent, or it stands for bytes that are not UTF-8: only the slow way tells.
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(ByteBuffer.wrap(payload, 0, payloadBytes))
        .toString();
  }
}
