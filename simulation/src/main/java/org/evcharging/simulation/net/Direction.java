package org.evcharging.simulation.net;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.evcharging.simulation.world.Machine;

/**
 * One way of a connection: what is sent arrives in order, some time later, in pieces; a cut holds
 * it up until it has healed. Not thread-safe.
 */
final class Direction {
  private final Network network;
  private final Machine from;
  private final Machine to;
  private final Deque<Runnable> stuck = new ArrayDeque<>();
  private long lastArrivalNanos;

  Direction(Network network, Machine from, Machine to) {
    this.network = network;
    this.from = from;
    this.to = to;
  }

  /** Sends bytes, which may be cut anywhere. */
  void transmit(byte[] output, Consumer<byte[]> arrives) {
    int begin = 0;
    for (int split : network.splits(output.length)) {
      byte[] piece = Arrays.copyOfRange(output, begin, split);
      transmit(() -> arrives.accept(piece));
      begin = split;
    }
    byte[] rest = begin == 0 ? output : Arrays.copyOfRange(output, begin, output.length);
    transmit(() -> arrives.accept(rest));
  }

  /** Lets something arrive at the other side, after all that was sent before. */
  void transmit(Runnable arrival) {
    long nowNanos = network.world().nowNanos();
    lastArrivalNanos = Math.max(lastArrivalNanos, nowNanos + network.delayNanos());
    var _ = network.world().at(lastArrivalNanos, () -> deliver(arrival));
  }

  private void deliver(Runnable arrival) {
    if (network.isCut(from, to) || !stuck.isEmpty()) {
      stuck.addLast(arrival);
      network.holds(this);
    } else {
      arrival.run();
    }
  }

  /**
   * A cut has healed.
   *
   * @return whether nothing is held up any more
   */
  boolean goOn() {
    boolean cut = network.isCut(from, to);
    while (!cut && !stuck.isEmpty()) {
      stuck.removeFirst().run();
    }
    return stuck.isEmpty();
  }
}
