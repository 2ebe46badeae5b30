package org.evcharging.benchmarks.clearing;

import java.io.IOException;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.wire.FramedConnection;

/**
 * A member's line that notes how long each batch waits for its answer, in nanoseconds. Used by one
 * thread.
 */
final class TimedLine implements MemberConnection.Line {
  private static final String BATCH = "BATCH#";

  private final FramedConnection connection;
  private final Histogram waits;
  private long sentNanos;
  private boolean batch;

  TimedLine(FramedConnection connection, Histogram waits) {
    this.connection = connection;
    this.waits = waits;
  }

  @Override
  public boolean send(String payload) {
    sentNanos = System.nanoTime();
    batch = payload.startsWith(BATCH);
    return connection.send(payload);
  }

  @Override
  public Optional<String> receive() throws IOException {
    Optional<String> answer = connection.receive();
    if (batch) {
      waits.recordValue(System.nanoTime() - sentNanos);
    }
    return answer;
  }

  @Override
  public String peer() {
    return connection.peer();
  }

  @Override
  public void close() {
    connection.close();
  }
}
