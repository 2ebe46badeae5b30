package org.evcharging.engine.journal;

import java.io.IOException;

/**
 * The bytes of a journal, and what outlives what: a crash of the program loses nothing that was
 * appended, a power cut loses at most what was appended since the last {@link #force}. After an
 * exception any part of what was asked may have been done. Not thread-safe.
 */
public interface JournalMedium extends AutoCloseable {
  /** How many bytes there are. */
  long size() throws IOException;

  /** All bytes there are. */
  byte[] read() throws IOException;

  /** Adds bytes at the end. */
  void append(byte[] bytes) throws IOException;

  /** Puts all that was appended on the disk. */
  void force() throws IOException;

  /** Keeps only so many bytes; that is on the disk on return. */
  void cut(long size) throws IOException;

  /** Replaces all bytes: wholly or not at all, and on the disk on return. */
  void replaceAll(byte[] bytes) throws IOException;

  /**
   * Keeps a copy of all bytes, for people to look into; it replaces an earlier one.
   *
   * @return its name
   */
  String keepCopy() throws IOException;

  @Override
  void close() throws IOException;
}
