package org.evcharging.engine.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A disk in memory, that can be full. */
public final class MemoryMedium implements JournalMedium {
  byte[] bytes = {};
  boolean full;
  int forced;

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public byte[] read() {
    return bytes.clone();
  }

  @Override
  public void append(byte[] more) throws IOException {
    requireRoom();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(bytes);
    all.writeBytes(more);
    bytes = all.toByteArray();
  }

  @Override
  public void force() {
    forced++;
  }

  @Override
  public void cut(long size) {
    bytes = Arrays.copyOf(bytes, (int) size);
  }

  @Override
  public void replaceAll(byte[] all) throws IOException {
    requireRoom();
    bytes = all.clone();
  }

  @Override
  public String keepCopy() {
    return "copy";
  }

  @Override
  public void close() {}

  private void requireRoom() throws IOException {
    if (full) {
      throw new IOException("full");
    }
  }
}
