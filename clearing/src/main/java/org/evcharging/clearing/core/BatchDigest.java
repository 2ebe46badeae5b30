package org.evcharging.clearing.core;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * By what a batch is known again: SHA-256 over the digest of the batch before it and its records,
 * each with a line feed behind it, as 64 hexadecimal digits. So the digest of the last batch says
 * whether all of them are the same.
 */
public final class BatchDigest {
  private BatchDigest() {}

  /**
   * The digest of a batch.
   *
   * @param before of the batch before it; empty for the first
   * @param records as they were sent
   */
  public static String of(String before, List<String> records) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String lines = before + "\n" + String.join("\n", records) + "\n";
      return HexFormat.of().formatHex(sha256.digest(lines.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
