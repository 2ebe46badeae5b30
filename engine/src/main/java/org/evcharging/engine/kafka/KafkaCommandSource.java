package org.evcharging.engine.kafka;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Scope;
import org.evcharging.kafka.Tails;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;

/** Follows {@code ev.commands} with one tail a charge point. Thread-safe. */
public final class KafkaCommandSource implements CommandSource {
  private final String bootstrap;
  private final Tails tails;

  /**
   * A source that connects when it is used, with one consumer and one thread a charge point.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaCommandSource(String bootstrap) {
    this(bootstrap, Tails.inThreads());
  }

  /**
   * A source that reads when it is used.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaCommandSource(String bootstrap, Tails tails) {
    this.tails = tails;
    this.bootstrap = KafkaSettings.requireBootstrap(bootstrap);
  }

  @Override
  public Feed follow(
      ChargePointId chargePoint,
      Optional<PositionMemory> position,
      Consumer<EngineCommand> handler,
      Consumer<String> words) {
    Reader reader = new Reader(bootstrap, chargePoint, handler, words);
    return new TailFeed(tails.start(settings(chargePoint, position), reader), reader);
  }

  private TailSettings settings(ChargePointId chargePoint, Optional<PositionMemory> position) {
    return new TailSettings(
        bootstrap,
        Topic.COMMANDS.topicName(),
        new Scope.OneKey(chargePoint.value(), TailSettings.Start.END, position));
  }

  /** Has nothing of its own: each feed is closed by whoever asked for it. */
  @Override
  public void close() {}

  private record TailFeed(Tail tail, Reader reader) implements Feed {
    @Override
    public CompletableFuture<Void> ready() {
      return reader.ready;
    }

    @Override
    public String waitingFor() {
      return reader.waitingFor;
    }

    @Override
    public void close() {
      tail.close();
    }
  }

  private static final class Reader implements TailReader {
    private final String kafka;
    private final ChargePointId chargePoint;
    private final Consumer<EngineCommand> handler;
    private final Consumer<String> words;
    private final CommandRecords records = new CommandRecords();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile String waitingFor;

    Reader(
        String bootstrap,
        ChargePointId chargePoint,
        Consumer<EngineCommand> handler,
        Consumer<String> words) {
      this.kafka = "Kafka at " + bootstrap;
      this.chargePoint = chargePoint;
      this.handler = handler;
      this.words = words;
      this.waitingFor = kafka;
    }

    @Override
    public void read(TailRecord record) {
      records.read(record, chargePoint).ifPresent(handler);
    }

    @Override
    public void caughtUp() {
      ready.complete(null);
    }

    @Override
    public void waitingForTopic(String topic) {
      waitingFor = "the topic " + topic + ", which Central makes";
      words.accept("Waiting for " + waitingFor);
    }

    @Override
    public void contactLost() {
      waitingFor = kafka;
      words.accept(kafka + " cannot be reached; a supply that runs goes on; waiting for it");
    }

    @Override
    public void contactRegained() {
      words.accept(kafka + " is there");
    }
  }
}
