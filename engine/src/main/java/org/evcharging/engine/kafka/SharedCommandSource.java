package org.evcharging.engine.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;

/**
 * Follows {@code ev.commands} with one consumer and one thread for all charge points, from now on:
 * it keeps no positions, so what was sent while the process was away is not read. A handler that
 * blocks holds the commands of all back. Thread-safe.
 */
public final class SharedCommandSource implements CommandSource {
  private final Map<String, Follower> followers = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Consumer<String> words;
  private final String kafka;
  private volatile String waitingFor;
  private final TopicTail tail;

  private record Follower(ChargePointId chargePoint, Consumer<EngineCommand> handler) {}

  private SharedCommandSource(String bootstrap, Consumer<String> words) {
    this.words = words;
    this.kafka = "Kafka at " + bootstrap;
    this.waitingFor = kafka;
    this.tail =
        TopicTail.start(
            TailSettings.ofAll(bootstrap, Topic.COMMANDS.topicName(), Start.END), new Reader());
  }

  /**
   * Begins to read, whether Kafka is there or not.
   *
   * @param words takes a line for people when contact with Kafka is lost or found again; what each
   *     {@link #follow} is given for that is told nothing
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static SharedCommandSource start(String bootstrap, Consumer<String> words) {
    return new SharedCommandSource(KafkaSettings.requireBootstrap(bootstrap), words);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if somebody follows this charge point already
   */
  @Override
  public Feed follow(
      ChargePointId chargePoint,
      Optional<PositionMemory> position,
      Consumer<EngineCommand> handler,
      Consumer<String> unused) {
    Follower follower = new Follower(chargePoint, handler);
    if (followers.putIfAbsent(chargePoint.value(), follower) != null) {
      throw new IllegalStateException("the commands of " + chargePoint + " are followed already");
    }
    return new SharedFeed(follower);
  }

  /** Reads no more. */
  @Override
  public void close() {
    tail.close();
  }

  private final class SharedFeed implements Feed {
    private final Follower follower;

    SharedFeed(Follower follower) {
      this.follower = follower;
    }

    @Override
    public CompletableFuture<Void> ready() {
      return ready;
    }

    @Override
    public String waitingFor() {
      return waitingFor;
    }

    @Override
    public void close() {
      followers.remove(follower.chargePoint().value(), follower);
    }
  }

  private final class Reader implements TailReader {
    private final CommandRecords records = new CommandRecords();

    @Override
    public void read(TailRecord record) {
      Optional.ofNullable(followers.get(record.key()))
          .ifPresent(one -> records.read(record, one.chargePoint()).ifPresent(one.handler()));
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
      words.accept(kafka + " cannot be reached; supplies that run go on; waiting for it");
    }

    @Override
    public void contactRegained() {
      words.accept(kafka + " is there");
    }
  }
}
