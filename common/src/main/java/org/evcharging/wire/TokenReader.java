package org.evcharging.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The tokens of a stream. For one thread at a time. */
final class TokenReader {
  /** A few frames of the usual size; longer ones take several reads. */
  private static final int INPUT_BYTES = 512;

  /** Runs before each read from the stream. */
  interface BeforeRead {
    void run() throws IOException;
  }

  private final InputStream in;
  private final FrameDecoder decoder = new FrameDecoder();
  private final byte[] input = new byte[INPUT_BYTES];

  TokenReader(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for the next token; empty at the end of the stream.
   *
   * @throws TooMuchGarbage if the peer cannot be one of ours
   */
  Optional<Token> next() throws IOException {
    return next(() -> {});
  }

  /** Like {@link #next()}, with something to do before each read: to limit its time, say. */
  Optional<Token> next(BeforeRead beforeRead) throws IOException {
    Optional<Token> token = decoder.next();
    while (token.isEmpty()) {
      beforeRead.run();
      int count = in.read(input);
      if (count < 0) {
        return Optional.empty();
      }
      decoder.push(input, 0, count);
      token = decoder.next();
    }
    return token;
  }
}
