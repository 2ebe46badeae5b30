package org.evcharging.simulation.world;

import java.util.function.Consumer;

/** What happened, a line each, for people: the same seed gives the same lines. */
public final class Trace {
  /** Nobody reads it. */
  public static final Trace NONE = new Trace(_ -> {}, false);

  private final Consumer<String> reader;
  private final boolean wanted;

  private Trace(Consumer<String> reader, boolean wanted) {
    this.reader = reader;
    this.wanted = wanted;
  }

  public static Trace to(Consumer<String> reader) {
    return new Trace(reader, true);
  }

  boolean isWanted() {
    return wanted;
  }

  void line(long nowNanos, String who, String what) {
    long micros = nowNanos / 1_000;
    StringBuilder line = new StringBuilder(80);
    line.append(micros / 1_000_000).append('.');
    String fraction = Long.toString(1_000_000 + micros % 1_000_000);
    line.append(fraction, 1, fraction.length());
    line.append("  ").append(who).append(": ").append(what);
    reader.accept(line.toString());
  }
}
