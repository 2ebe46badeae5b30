package org.evcharging.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.evcharging.benchmarks.traffic.Drivers;
import org.evcharging.benchmarks.traffic.Engines;
import org.evcharging.benchmarks.traffic.Slots;
import org.evcharging.benchmarks.traffic.Trouble;

/** Drivers, one of the two sides, and engines, on fresh topics, ready to be loaded. */
public final class Rig implements AutoCloseable {
  private final Trouble trouble = new Trouble();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Drivers drivers;

  private Rig(String bootstrap, Path folder, Side side, int slotCount) throws InterruptedException {
    FreshTopics.make(bootstrap);
    Slots slots = new Slots(slotCount);
    owns(
        switch (side) {
          case RELAY -> Relay.start(bootstrap, slots, trouble);
          case CENTRAL -> RealCentral.open(bootstrap, newDatabase(folder), slotCount, trouble);
        });
    owns(Engines.start(bootstrap, trouble));
    drivers = owns(Drivers.start(bootstrap, slots, trouble));
  }

  /**
   * Sets it up, and returns when a driver may ask.
   *
   * @param folder for Central's database
   * @param slots pairs of a driver and a charge point
   */
  public static Rig open(String bootstrap, Path folder, Side side, int slots)
      throws InterruptedException {
    return new Rig(bootstrap, folder, side, slots);
  }

  public Drivers drivers() {
    return drivers;
  }

  /** What has gone wrong, if anything has. */
  public Trouble trouble() {
    return trouble;
  }

  private static Path newDatabase(Path folder) {
    try {
      return Files.createTempDirectory(folder, "central").resolve("ev.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private <T extends AutoCloseable> T owns(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
