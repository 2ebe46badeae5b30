package org.evcharging.clearing.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts records into batches, as many as one frame takes. The same records always come to the same
 * batches, whatever was uploaded before: so an upload can be gone on with. Not thread-safe.
 */
public final class Packer {
  /** What a frame takes, less its operation and the three numbers that come before the records. */
  private static final int ROOM_BYTES = 8_192 - 64;

  private final int most;
  private List<String> records = new ArrayList<>();
  private int bytes;

  /**
   * @param most records in a batch, at least 1
   */
  public Packer(int most) {
    this.most = most;
  }

  /** Tells whether a record has room in the batch; in an empty one it always has. */
  public boolean fits(String record) {
    return records.isEmpty() || (records.size() < most && bytes + size(record) <= ROOM_BYTES);
  }

  /** Adds a record to the batch. */
  public void add(String record) {
    records.add(record);
    bytes += size(record);
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }

  /** The batch; the next one begins empty. */
  public List<String> take() {
    List<String> batch = records;
    records = new ArrayList<>();
    bytes = 0;
    return batch;
  }

  /** In a frame: the sign before it, and a backslash before each sign that has a meaning there. */
  private static int size(String record) {
    int escapes = (int) record.chars().filter(c -> c == '#' || c == '\\').count();
    return 1 + record.getBytes(StandardCharsets.UTF_8).length + escapes;
  }
}
