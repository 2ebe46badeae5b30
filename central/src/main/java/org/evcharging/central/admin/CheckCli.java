package org.evcharging.central.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.evcharging.central.admin.check.Audit;
import org.evcharging.central.admin.check.Report;
import org.evcharging.kafka.KafkaSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code ev admin check}: whether Kafka's topics and the database add up. */
@Command(
    name = "check",
    description = "Reads Kafka's topics and the database, and says whether everything adds up.",
    footer = {
      "",
      "Changes nothing, and may be asked while Central runs. What is still within its time is",
      "pending, not wrong. Exit code: 0 if everything adds up, 1 if not.",
      "",
      "Examples:",
      "  ev admin check                                     Kafka and ev.db on this machine",
      "  ev admin check --bootstrap pc7:9092 --db /srv/ev.db --json"
    })
public final class CheckCli implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrap = "";

  @Option(
      names = "--db",
      paramLabel = "FILE",
      defaultValue = "ev.db",
      description = "Central's database (default: ${DEFAULT-VALUE}).")
  private Path database = Path.of("ev.db");

  @Option(names = "--json", description = "The report as one JSON object on stdout.")
  private boolean json;

  /** Made by picocli. */
  public CheckCli() {}

  @Override
  public Integer call() {
    try {
      KafkaSettings.requireBootstrap(bootstrap);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Report report = Audit.of(bootstrap, database, InstantSource.system());
    if (json) {
      System.out.writeBytes(
          (JsonMapper.shared().writeValueAsString(report) + "\n").getBytes(UTF_8));
    } else {
      report.lines().forEach(System.out::println);
    }
    return report.ok() ? 0 : 1;
  }
}
