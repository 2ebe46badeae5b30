package org.evcharging.simulation.clearing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.client.MemberConnection;

/**
 * A member's connection to one life of the clearing. A question and its answer happen at one
 * moment, but for what goes wrong with them. Not thread-safe.
 */
public final class ClearingLine implements MemberConnection.Line {
  private static final String BATCH = "BATCH#";

  private final SimulatedClearing clearing;
  private final SimulatedClearing.Caller caller;
  private final Deque<String> answers = new ArrayDeque<>();
  private Optional<String> lastBatch = Optional.empty();
  private boolean closed;

  ClearingLine(SimulatedClearing clearing, SimulatedClearing.Caller caller) {
    this.clearing = clearing;
    this.caller = caller;
  }

  @Override
  public boolean send(String payload) {
    if (closed) {
      return false;
    }
    if (payload.startsWith(BATCH)) {
      lastBatch = Optional.of(payload);
    }
    Optional<List<String>> heard = clearing.exchange(caller, payload);
    heard.ifPresent(answers::addAll);
    closed = heard.isEmpty();
    return true;
  }

  @Override
  public Optional<String> receive() throws IOException {
    if (answers.isEmpty() && !closed) {
      throw new IllegalStateException(
          caller.name() + " waits for an answer that was not asked for");
    }
    return Optional.ofNullable(answers.poll());
  }

  /**
   * Sends the last batch once more, as a program would that has not noticed its answer.
   *
   * @return false if there is none
   * @throws IOException if that breaks the line
   */
  public boolean repeatBatch() throws IOException {
    if (lastBatch.isEmpty() || closed) {
      return false;
    }
    if (!send(lastBatch.get()) || receive().isEmpty()) {
      throw new IOException("the line is broken");
    }
    return true;
  }

  @Override
  public String peer() {
    return "clearing";
  }

  @Override
  public void close() {
    closed = true;
  }
}
