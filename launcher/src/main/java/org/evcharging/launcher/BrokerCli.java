package org.evcharging.launcher;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evcharging.console.Ports;
import org.evcharging.console.ProgramLife;
import org.evcharging.launcher.broker.BrokerSettings;
import org.evcharging.launcher.broker.EmbeddedBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ev broker}: a Kafka in this process until it is told to stop. */
@Command(
    name = "broker",
    description = "A real single-node Kafka in this process, for people without Docker.",
    footer = {
      "",
      "Examples:",
      "  ev broker                                  on localhost:9092, data in ev-data/broker",
      "  ev broker --port 9192 --data /tmp/broker   elsewhere",
      "  ev broker --host 0.0.0.0 --advertise pc7   for other machines, which know this one as pc7"
    })
public final class BrokerCli implements Callable<Integer> {
  @Option(
      names = "--port",
      converter = Ports.class,
      defaultValue = "9092",
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      defaultValue = "localhost",
      description = "Address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--advertise",
      paramLabel = "HOST",
      description = "What clients are told to connect to (default: the host listened on).")
  private Optional<String> advertise = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "ev-data/broker",
      description = "Folder that keeps the records between runs (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("");

  /** Made by picocli. */
  public BrokerCli() {}

  @Override
  public Integer call() {
    try (ProgramLife life = ProgramLife.start("broker")) {
      BrokerSettings settings = new BrokerSettings(data, host, port, advertise);
      EmbeddedBroker broker = life.owns(EmbeddedBroker.start(settings, life::fail));
      System.err.println(
          "ev broker: ready on " + broker.bootstrap() + ", data in " + data + "; Ctrl-C stops it");
      return life.awaitStop();
    }
  }
}
