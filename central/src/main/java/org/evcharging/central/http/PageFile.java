package org.evcharging.central.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file of the web page. Immutable. */
final class PageFile {
  /** Enough that no two versions of a file have the same by chance. */
  private static final int TAG_BYTES = 12;

  private final byte[] content;
  private final String tag;

  private PageFile(byte[] content, String tag) {
    this.content = content;
    this.tag = tag;
  }

  static PageFile of(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return new PageFile(
          content.clone(), "W/\"" + HexFormat.of().formatHex(hash, 0, TAG_BYTES) + "\"");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  InputStream content() {
    return new ByteArrayInputStream(content);
  }

  /** By which a browser knows that it has it; weak, as the same may travel compressed. */
  String tag() {
    return tag;
  }
}
