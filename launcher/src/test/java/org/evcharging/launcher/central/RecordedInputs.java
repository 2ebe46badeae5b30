package org.evcharging.launcher.central;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.InputPosition;

/** Decides nothing, and remembers what came. */
final class RecordedInputs implements NetworkInputs {
  private final List<String> requests = new ArrayList<>();
  private final List<InputPosition> positions = new ArrayList<>();
  private final List<String> putAside = new ArrayList<>();
  private final List<Integer> countWhenCaughtUp = new ArrayList<>();
  private boolean caughtUp;

  @Override
  public Receipt submit(Input input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized void submit(Input input, InputRecord from) {
    switch (input) {
      case Input.StartRequested start -> requests.add(start.request().requestId().value());
      case Input.EngineReported report ->
          requests.add("event " + report.event().origin().sequence());
      default -> throw new IllegalArgumentException("not from Kafka: " + input);
    }
    positions.add(from.positionAfter());
  }

  @Override
  public synchronized void putAside(InputRecord unreadable, String reason) {
    putAside.add(reason);
  }

  @Override
  public synchronized void inputsCaughtUp(boolean now) {
    caughtUp = now;
    if (now) {
      countWhenCaughtUp.add(requests.size());
    }
  }

  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized List<InputPosition> positions() {
    return List.copyOf(positions);
  }

  synchronized List<String> putAside() {
    return List.copyOf(putAside);
  }

  synchronized boolean caughtUp() {
    return caughtUp;
  }

  /** How many records had come, each time that all were said to be read. */
  synchronized List<Integer> countWhenCaughtUp() {
    return List.copyOf(countWhenCaughtUp);
  }
}
