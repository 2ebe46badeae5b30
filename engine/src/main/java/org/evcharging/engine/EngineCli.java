package org.evcharging.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.evcharging.console.CommandWords;
import org.evcharging.console.ListenAddress;
import org.evcharging.console.ProgramLife;
import org.evcharging.console.Prompt;
import org.evcharging.console.RecentWords;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.prompt.EnginePrompt;
import org.evcharging.kafka.Broker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ev engine}: one charge point's Engine until it is told to stop. */
@Command(
    name = "engine",
    description = "Charges vehicles at one charge point, whose id it learns from its Monitor.",
    footer = {
      "",
      "Commands at its prompt, or line by line in a pipe:",
      "  plug, unplug, request DRIVER, fault [reason], recover, status, help, quit",
      "",
      "Examples:",
      "  ev engine                                     a Monitor connects to port 6001",
      "  ev engine --listen 6002 --auto 20s            plugs in and unplugs by itself",
      "  ev engine --bootstrap pc7:9092 --speed 60     an hour's charge in a minute"
    })
public final class EngineCli implements Callable<Integer> {
  private static final String DEFAULT_BOOTSTRAP = "localhost:9092";

  /** Drivers, for TAB. */
  private static final int MAX_REMEMBERED = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--listen",
      paramLabel = "[HOST:]PORT",
      converter = ListenAddress.class,
      defaultValue = "6001",
      description =
          "Where its Monitor connects to; without a host this machine only, port 0 for any free"
              + " one (default: ${DEFAULT-VALUE}).")
  private ListenAddress.Value listen = ListenAddress.LOOPBACK_ANY_PORT;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = DEFAULT_BOOTSTRAP,
      description = "Kafka (default: ${DEFAULT-VALUE}).")
  private String bootstrap = DEFAULT_BOOTSTRAP;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A folder of its own (default: ev-data/engine-PORT).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times faster than real batteries fill, 1 to 3600 (default: ${DEFAULT-VALUE}).")
  private int speed = 1;

  @Option(
      names = "--power",
      paramLabel = "WATTS",
      defaultValue = "" + EngineConfig.DEFAULT_POWER_W,
      description = "The most the charge point gives (default: ${DEFAULT-VALUE}).")
  private long powerW = EngineConfig.DEFAULT_POWER_W;

  @Option(
      names = "--auto",
      paramLabel = "TIME",
      description = "Plug in when authorised and unplug after that time: 20s, 2m.")
  private Optional<Duration> auto = Optional.empty();

  /** Made by picocli. */
  public EngineCli() {}

  @Override
  public Integer call() {
    EngineConfig config = config();
    try (ProgramLife life = ProgramLife.start("engine")) {
      RecentWords drivers = new RecentWords(MAX_REMEMBERED);
      CommandWords words = CommandWords.of(EnginePrompt.WORDS).followedBy("request", drivers::list);
      Prompt prompt = Prompt.open("engine> ", words);
      Engine engine = life.owns(start(config, prompt));
      life.owns(prompt);
      prompt.say(
          "Engine listens on port " + engine.port() + " for its Monitor, data in " + config.data());
      EnginePrompt commands =
          new EnginePrompt(engine, drivers, prompt::say, () -> life.stop("quit"));
      Thread _ =
          Thread.ofPlatform()
              .daemon()
              .name("engine-prompt")
              .start(() -> read(prompt, commands, life));
      lookForKafka(life, engine, prompt);
      return life.awaitStop();
    }
  }

  private static void read(Prompt prompt, EnginePrompt commands, ProgramLife life) {
    prompt.run(commands::obey);
    if (Prompt.terminal() && !life.stopping()) {
      prompt.say("The input has ended, the engine goes on; Ctrl-C ends it");
    }
  }

  private EngineConfig config() {
    try {
      Path folder = data.orElse(Path.of("ev-data", "engine-" + listen.port()));
      EngineRules rules = new EngineRules(powerW, speed, auto, 0);
      return new EngineConfig(listen.resolve(), bootstrap, folder, rules);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Engine start(EngineConfig config, Prompt prompt) {
    try {
      return Engine.start(config, prompt::say);
    } catch (RuntimeException e) {
      prompt.close();
      throw e;
    }
  }

  /** An Engine that does not know its id yet has no reason to talk to Kafka, but its user has. */
  private void lookForKafka(ProgramLife life, Engine engine, Prompt prompt) {
    if (engine.chargePointId().isEmpty()) {
      Thread _ =
          Thread.ofVirtual()
              .name("engine-looks-for-kafka")
              .start(() -> Broker.await(bootstrap, prompt::say, life::stopping));
    }
  }
}
