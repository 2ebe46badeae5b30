package org.evcharging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private static final byte STX = Framing.STX;
  private static final byte ETX = Framing.ETX;

  @Test
  void everySplitPointGivesTheSameTokens() throws Exception {
    byte[] stream = severalTokens();
    List<Token> whole = decode(stream);
    assertThat(whole).hasSize(9);

    for (int first = 0; first <= stream.length; first++) {
      for (int second = first; second <= stream.length; second++) {
        assertThat(decode(cut(stream, first, second)))
            .as("split at %d and %d", first, second)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void eachByteMayComeAlone() throws Exception {
    byte[] stream = severalTokens();

    List<byte[]> bytes = new ArrayList<>();
    for (byte b : stream) {
      bytes.add(new byte[] {b});
    }

    assertThat(decode(bytes)).isEqualTo(decode(stream));
  }

  @Test
  void unfinishedFrameIsNoTokenYet() throws Exception {
    byte[] frame = Framing.frame("STATUS#OK#-#-#-");

    for (int length = 0; length < frame.length; length++) {
      assertThat(decode(cut(frame, length, length).getFirst())).isEmpty();
    }
  }

  @Test
  void everyWrongByteInsideAFrameIsNoticed() throws Exception {
    byte[] frame = Framing.frame("HELLO#MAD-01");

    for (int at = 1; at < frame.length; at++) {
      for (int value = 0; value < 256; value++) {
        boolean movesTheEnd = value == ETX || at == frame.length - 2;
        if ((byte) value != frame[at] && (!movesTheEnd || at == frame.length - 1)) {
          byte[] damaged = frame.clone();
          damaged[at] = (byte) value;
          assertThat(decode(damaged))
              .as("byte %d is %02x", at, value)
              .singleElement()
              .isInstanceOf(Token.Damaged.class);
        }
      }
    }
  }

  @Test
  void everyControlCharacterInAPayloadIsDamageEvenWithTheRightLrc() throws Exception {
    for (int value = 0; value < 0x20; value++) {
      if (value != ETX) {
        byte[] damaged = rawFrame('a', value, 'b');
        assertThat(decode(join(damaged, Framing.frame("next"))))
            .as("byte %02x", value)
            .containsExactly(new Token.Damaged("control character"), new Token.Frame("next"));
      }
    }
  }

  @Test
  void lrcMayBeAnyByte() throws Exception {
    for (int lrc = 0x20; lrc < 256; lrc++) {
      // U+0080 upwards take two bytes; the LRC of any two characters reaches all values.
      String payload = new String(Character.toChars(lrc)) + "x";
      assertThat(decode(join(Framing.frame(payload), Framing.frame("y"))))
          .containsExactly(new Token.Frame(payload), new Token.Frame("y"));
    }
    // STX, ETX and ACK as LRC: 'a' ^ 'c' = 2, 'a' ^ 'b' = 3, 'a' ^ 'g' = 6.
    for (String payload : List.of("ac", "ab", "ag")) {
      assertThat(decode(join(Framing.frame(payload), Framing.frame("y"))))
          .containsExactly(new Token.Frame(payload), new Token.Frame("y"));
    }
  }

  @Test
  void emptyPayloadIsAFrame() throws Exception {
    assertThat(decode(Framing.frame(""))).containsExactly(new Token.Frame(""));
  }

  @Test
  void longestPayloadIsTakenAndOneByteMoreIsDamage() throws Exception {
    String longest = "x".repeat(Framing.MAX_PAYLOAD_BYTES);
    byte[] tooLong = rawFrame((longest + "x").chars().toArray());

    assertThat(decode(join(Framing.frame(longest), tooLong, Framing.frame("next"))))
        .containsExactly(
            new Token.Frame(longest),
            new Token.Damaged("8193 bytes long"),
            new Token.Frame("next"));
  }

  @Test
  void frameWithoutEndIsGivenUp() {
    byte[] endless = new byte[FrameDecoder.MAX_SKIPPED_BYTES + 2];
    Arrays.fill(endless, (byte) 'x');
    endless[0] = STX;

    assertThatThrownBy(() -> decode(endless))
        .isInstanceOf(TooMuchGarbage.class)
        .hasMessage("sent a frame of over 65536 bytes");
  }

  @Test
  void bytesThatAreNotUtf8AreDamage() throws Exception {
    assertThat(decode(rawFrame('a', 0xC3))).containsExactly(new Token.Damaged("not UTF-8"));
    assertThat(decode(rawFrame(0xC0, 0xAF))).containsExactly(new Token.Damaged("not UTF-8"));
    assertThat(decode(rawFrame(0xFF))).containsExactly(new Token.Damaged("not UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gran Vía 1", "充電", "🔌", "a replacement \uFFFD that was sent"})
  void anyTextOfUtf8ComesThrough(String text) throws Exception {
    assertThat(decode(Framing.frame(text))).containsExactly(new Token.Frame(text));
  }

  @Test
  void sixtyFourBytesWithoutAFrameAreTooMuch() throws Exception {
    byte[] http =
        "GET / HTTP/1.1\r\nHost: localhost:5000\r\nUser-Agent: curl/8.5.0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    assertThat(decode(cut(http, 63, 63).getFirst())).isEmpty();
    assertThatThrownBy(() -> decode(cut(http, 64, 64).getFirst()))
        .isInstanceOf(TooMuchGarbage.class)
        .hasMessage("sent 64 bytes without a frame in them; it speaks another protocol");
  }

  @Test
  void damagedFrameDoesNotExcuseGarbageButAGoodOneDoes() throws Exception {
    byte[] garbage = "x".repeat(40).getBytes(StandardCharsets.US_ASCII);

    assertThat(decode(join(garbage, Framing.frame("good"), garbage))).hasSize(1);
    assertThatThrownBy(() -> decode(join(garbage, rawFrame(1), garbage)))
        .isInstanceOf(TooMuchGarbage.class);
  }

  @Test
  void randomBytesNeverBreakTheDecoder() throws Exception {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] noise = new byte[random.nextInt(200)];
      for (int i = 0; i < noise.length; i++) {
        // Mostly control bytes and letters, so that frames begin and end often.
        noise[i] = (byte) (random.nextBoolean() ? random.nextInt(8) : random.nextInt(256));
      }
      assertThat(outcome(List.of(noise)))
          .as("seed %d", seed)
          .isEqualTo(outcome(cut(noise, noise.length / 3, noise.length / 2)));
    }
  }

  /** Two frames, all the single bytes, a frame whose LRC is STX, a damaged one, one in UTF-8. */
  private static byte[] severalTokens() {
    byte[] wrongLrc = Framing.frame("DONE#c-1");
    wrongLrc[wrongLrc.length - 1] ^= 0x40;
    return join(
        new byte[] {Framing.ENQ},
        Framing.frame("ac"),
        new byte[] {Framing.ACK, Framing.NACK},
        Framing.frame("A#b\\#c"),
        wrongLrc,
        new byte[] {Framing.ACK},
        Framing.frame("Gran Vía"),
        new byte[] {Framing.EOT});
  }

  private static String outcome(List<byte[]> pieces) {
    try {
      return decode(pieces).toString();
    } catch (TooMuchGarbage e) {
      return e.getMessage();
    }
  }

  private static List<Token> decode(byte[] bytes) throws TooMuchGarbage {
    return decode(List.of(bytes));
  }

  private static List<Token> decode(List<byte[]> pieces) throws TooMuchGarbage {
    FrameDecoder decoder = new FrameDecoder();
    List<Token> tokens = new ArrayList<>();
    for (byte[] piece : pieces) {
      decoder.push(piece, 0, piece.length);
      for (Optional<Token> token = decoder.next(); token.isPresent(); token = decoder.next()) {
        tokens.add(token.get());
      }
    }
    return tokens;
  }

  private static List<byte[]> cut(byte[] bytes, int first, int second) {
    return List.of(
        Arrays.copyOfRange(bytes, 0, first),
        Arrays.copyOfRange(bytes, first, second),
        Arrays.copyOfRange(bytes, second, bytes.length));
  }

  /** A frame of any bytes, with the right LRC. */
  private static byte[] rawFrame(int... payload) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(STX);
    int lrc = 0;
    for (int b : payload) {
      frame.write(b);
      lrc ^= b;
    }
    frame.write(ETX);
    frame.write(lrc);
    return frame.toByteArray();
  }

  private static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
