package org.evcharging.benchmarks.rig;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.evcharging.launcher.broker.EmbeddedBroker;

/** The broker's process: says where it listens, and ends with its standard input. */
final class BrokerMain {
  private BrokerMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param args the data folder
   */
  public static void main(String[] args) throws IOException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]), 0)) {
      System.out.println(broker.bootstrap());
      // Until the benchmark closes it, or is no more.
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    System.exit(0);
  }
}
