package org.evcharging.benchmarks.clearing;

import java.io.IOException;
import java.sql.SQLException;
import org.HdrHistogram.Histogram;

/** Where members upload to: one of the sides that are compared. Thread-safe. */
interface Uploads extends AutoCloseable {
  /** What a member does while it is measured, in a thread of its own. */
  interface Delivery {
    /** Uploads all batches, one after the other, each on the disk before the next is begun. */
    void run() throws Exception;
  }

  /**
   * Does for a member what is not measured.
   *
   * @param waits gets how long each batch waited until it was on the disk, in nanoseconds
   */
  Delivery ready(MemberCdrs cdrs, Histogram waits) throws Exception;

  @Override
  void close() throws IOException, SQLException;
}
