package org.evcharging.launcher.process;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** What somebody sends who is no Monitor: the same bytes for the same seed. */
enum HostileBytes {
  RANDOM {
    @Override
    byte[] from(Random random) {
      byte[] bytes = new byte[1 + random.nextInt(4_096)];
      random.nextBytes(bytes);
      return bytes;
    }
  },
  FRAMES_WITH_FLIPPED_BYTES {
    @Override
    byte[] from(Random random) {
      byte[] bytes = greetingAnd(frame(random), frame(random), frame(random));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[1 + random.nextInt(bytes.length - 1)] ^= (byte) (1 + random.nextInt(255));
      }
      return bytes;
    }
  },
  HALF_A_FRAME {
    @Override
    byte[] from(Random random) {
      byte[] whole = greetingAnd(frame(random));
      return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    }
  },
  FRAMES_OUT_OF_PLACE {
    @Override
    byte[] from(Random random) {
      return greetingAnd(frame(random), frame(random), frame(random));
    }
  },
  A_MEGABYTE_WITHOUT_A_FRAME {
    @Override
    byte[] from(Random random) {
      byte[] bytes = new byte[1 << 20];
      Arrays.fill(bytes, (byte) ('a' + random.nextInt(26)));
      bytes[0] = ENQ;
      bytes[1] = STX;
      return bytes;
    }
  },
  HTTP {
    @Override
    byte[] from(Random random) {
      return "GET /%x HTTP/1.1\r\nHost: localhost\r\n\r\n"
          .formatted(random.nextLong())
          .getBytes(StandardCharsets.US_ASCII);
    }
  },
  NOTHING {
    @Override
    byte[] from(Random random) {
      return new byte[0];
    }
  };

  private static final byte STX = 0x02;
  private static final byte ETX = 0x03;
  private static final byte ENQ = 0x05;

  /** Well formed, but not for one who has not said who it is; or not at all. */
  private static final List<String> PAYLOADS =
      List.of(
          "STATUS#OK#-#-#-",
          "STATUS#KO#-#-#broken",
          "HEALTH",
          "STOP#c-1",
          "FAULT#cable torn",
          "DONE#c-1",
          "REGISTER#MAD-01#wrong#Madrid#-#250000#22000",
          "HELLO#MAD-01",
          "HELLO#BCN-01",
          "SOMETHING#else");

  abstract byte[] from(Random random);

  private static byte[] frame(Random random) {
    byte[] payload = PAYLOADS.get(random.nextInt(PAYLOADS.size())).getBytes(StandardCharsets.UTF_8);
    byte[] frame = new byte[payload.length + 3];
    frame[0] = STX;
    for (int i = 0; i < payload.length; i++) {
      frame[i + 1] = payload[i];
      frame[payload.length + 2] ^= payload[i];
    }
    frame[payload.length + 1] = ETX;
    return frame;
  }

  private static byte[] greetingAnd(byte[]... frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ENQ);
    for (byte[] frame : frames) {
      bytes.writeBytes(frame);
    }
    return bytes.toByteArray();
  }
}
