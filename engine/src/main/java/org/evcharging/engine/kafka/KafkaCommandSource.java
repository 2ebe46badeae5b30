package org.evcharging.engine.kafka;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows {@code ev.commands} with one consumer and one thread a charge point. Thread-safe. */
public final class KafkaCommandSource implements CommandSource {
  private static final Logger log = LoggerFactory.getLogger(KafkaCommandSource.class);

  private final String bootstrap;

  /**
   * A source that connects when it is used.
   *
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public KafkaCommandSource(String bootstrap) {
    this.bootstrap = KafkaSettings.requireBootstrap(bootstrap);
  }

  @Override
  public Feed follow(
      ChargePointId chargePoint,
      Path position,
      Consumer<EngineCommand> handler,
      Consumer<String> words) {
    Reader reader = new Reader(bootstrap, chargePoint, handler, words);
    TailSettings settings =
        TailSettings.ofKey(
            bootstrap,
            Topic.COMMANDS.topicName(),
            chargePoint.value(),
            TailSettings.Start.END,
            new PositionFile(position));
    return new TailFeed(TopicTail.start(settings, reader), reader);
  }

  /** Has nothing of its own: each feed is closed by whoever asked for it. */
  @Override
  public void close() {}

  private record TailFeed(TopicTail tail, Reader reader) implements Feed {
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
    private final MessageCodec codec = new MessageCodec();
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
      try {
        EngineCommand command = codec.decodeCommand(record.value());
        if (command.chargePointId().equals(chargePoint)) {
          handler.accept(command);
        } else {
          skip(record, "it is for " + command.chargePointId());
        }
      } catch (MalformedMessage e) {
        skip(record, String.valueOf(e.getMessage()));
      }
    }

    private void skip(TailRecord record, String reason) {
      log.warn(
          "command skipped chargePoint={} partition={} offset={} reason=\"{}\"",
          chargePoint,
          record.partition(),
          record.offset(),
          reason);
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
