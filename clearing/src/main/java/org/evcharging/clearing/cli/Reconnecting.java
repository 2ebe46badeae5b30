package org.evcharging.clearing.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.console.Durations;
import org.evcharging.console.UserError;
import org.evcharging.time.Backoff;

/**
 * Does something over a connection to the clearing and, when that breaks, again over a new one.
 * Used by one thread, closed by any.
 */
final class Reconnecting implements AutoCloseable {
  /** Makes a connection. */
  interface Connector {
    MemberConnection connect() throws IOException, MemberConnection.Refused;
  }

  /** What is done over a connection; from its beginning, if it was cut off before. */
  interface Work<T> {
    T over(MemberConnection connection)
        throws IOException, BadRecord, MemberConnection.Refused, InterruptedException;
  }

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Connector connector;
  private final Duration patience;
  private final Consumer<String> words;
  private final LongSupplier nanos;
  private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<MemberConnection> current = Optional.empty();

  private volatile long goodNanos;
  private boolean said;

  /**
   * @param patience how long to go on without any progress: with new connections, or waiting for an
   *     answer
   * @param words told that it is being tried again
   */
  Reconnecting(Connector connector, Duration patience, Consumer<String> words, LongSupplier nanos) {
    this.connector = connector;
    this.patience = patience;
    this.words = words;
    this.nanos = nanos;
    this.goodNanos = nanos.getAsLong();
  }

  /** Something went well: patience begins anew. */
  void progressed() {
    goodNanos = nanos.getAsLong();
    backoff.reset();
    said = false;
  }

  /**
   * Does it.
   *
   * @throws UserError if the clearing cannot be reached for too long, or says no
   * @throws InterruptedException if it was closed meanwhile
   */
  <T> T run(Work<T> work) throws BadRecord, InterruptedException {
    Thread watch = Thread.ofVirtual().name("clearing patience").start(this::hangUpWhenTooLong);
    try {
      return repeat(work);
    } finally {
      watch.interrupt();
    }
  }

  /** Somebody may be there and say nothing. */
  private void hangUpWhenTooLong() {
    try {
      while (!closed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
        if (isTooLong()) {
          current.ifPresent(MemberConnection::close);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isTooLong() {
    return nanos.getAsLong() - goodNanos >= patience.toNanos();
  }

  private <T> T repeat(Work<T> work) throws BadRecord, InterruptedException {
    while (true) {
      try (MemberConnection connection = connect()) {
        return work.over(connection);
      } catch (IOException e) {
        patientAfter(e);
      } catch (MemberConnection.Refused e) {
        throw new UserError("Central refused: " + e.getMessage(), e);
      }
    }
  }

  private MemberConnection connect()
      throws IOException, MemberConnection.Refused, InterruptedException {
    MemberConnection connection = connector.connect();
    current = Optional.of(connection);
    if (isClosed()) {
      connection.close();
      throw new InterruptedException("closed");
    }
    return connection;
  }

  private void patientAfter(IOException problem) throws InterruptedException {
    if (isClosed()) {
      throw new InterruptedException("closed");
    }
    if (isTooLong()) {
      throw new UserError(
          "gave up after "
              + Durations.format(patience)
              + " ("
              + problem.getMessage()
              + "); nothing is lost, and the same command goes on where this one stopped",
          problem);
    }
    if (!said) {
      words.accept(problem.getMessage() + "; trying again for up to " + Durations.format(patience));
      said = true;
    }
    if (closed.await(backoff.next().toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("closed");
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    current.ifPresent(MemberConnection::close);
  }
}
