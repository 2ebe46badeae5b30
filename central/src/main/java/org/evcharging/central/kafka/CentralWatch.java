package org.evcharging.central.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;

/**
 * Sees to it that one network has one Central: refuses to begin beside a live one, and of two that
 * run tells the later to stop. Reads the heartbeats on {@code ev.network}. One thread asks it.
 */
public final class CentralWatch implements AutoCloseable {
  /** Two heartbeats and a half: who lives is heard in this time. */
  private static final Duration LISTEN = Duration.ofSeconds(5);

  private final Heartbeats heartbeats;
  private final Clocks clocks;
  private final Consumer<String> words;
  private final Tail tail;

  /** Until when it listens for one that was there some seconds ago. */
  private Optional<Long> listenUntilNanos = Optional.empty();

  /**
   * Begins to watch, until it is closed. To be made when the topics are there.
   *
   * @param own what this Central's heartbeat will be
   * @param words takes a sentence if it has to listen for a while
   * @param onForeignCentral told in one line, once, from another thread, that this Central must
   *     stop since another was there before it
   */
  public CentralWatch(
      KafkaAccess kafka,
      Heartbeat own,
      Clocks clocks,
      Consumer<String> words,
      Consumer<String> onForeignCentral) {
    this.clocks = clocks;
    this.words = words;
    this.heartbeats = new Heartbeats(own, clocks, onForeignCentral);
    this.tail =
        kafka
            .tails()
            .start(
                TailSettings.ofKey(
                    kafka.bootstrap(),
                    Topic.NETWORK.topicName(),
                    Topic.CENTRAL_KEY,
                    TailSettings.Start.BEGINNING),
                heartbeats);
  }

  /**
   * Tells whether it is sure by now that there is no other Central; to be asked again until it is,
   * before {@link NetworkFeed} begins: that takes 5 s if one was there some seconds ago.
   *
   * @throws ForeignCentral if another Central lives
   */
  public boolean isAlone() throws ForeignCentral {
    if (heartbeats.alone) {
      return true;
    }
    if (!heartbeats.history.isDone()) {
      return false;
    }
    Optional<Heartbeat> recent = heartbeats.history.getNow(Optional.empty());
    if (recent.isPresent() && listensStill(recent.get())) {
      return false;
    }
    heartbeats.alone = true;
    return true;
  }

  private boolean listensStill(Heartbeat recent) throws ForeignCentral {
    if (listenUntilNanos.isEmpty()) {
      listenUntilNanos = Optional.of(clocks.nanos() + LISTEN.toNanos());
      words.accept(
          "a Central with database "
              + recent.database()
              + " was on this Kafka some seconds ago; listening whether it lives");
    }
    Optional<Heartbeat> live = heartbeats.live.getNow(Optional.empty());
    if (live.isPresent()) {
      throw new ForeignCentral(
          "another Central (database "
              + live.get().database()
              + ") is on this Kafka: stop it first, or give this one another Kafka");
    }
    return clocks.nanos() - listenUntilNanos.get() < 0;
  }

  @Override
  public void close() {
    tail.close();
  }

  /** Takes the heartbeats in their order, on the tail's thread. */
  private static final class Heartbeats implements TailReader {
    private final InstantSource clock;
    private final Consumer<String> onForeignCentral;
    private final MessageCodec codec = new MessageCodec();
    private final Precedence precedence;

    /** Another's heartbeat that was new when all that was there was read. */
    private final CompletableFuture<Optional<Heartbeat>> history = new CompletableFuture<>();

    /** Another's heartbeat that came after that, and before this Central's first. */
    private final CompletableFuture<Optional<Heartbeat>> live = new CompletableFuture<>();

    /** No other was there when this Central began. */
    private volatile boolean alone;

    private boolean told;

    Heartbeats(Heartbeat own, InstantSource clock, Consumer<String> onForeignCentral) {
      this.clock = clock;
      this.onForeignCentral = onForeignCentral;
      this.precedence = new Precedence(own);
    }

    @Override
    public void read(TailRecord record) {
      heartbeat(record).ifPresent(heartbeat -> heard(heartbeat, record));
    }

    private void heard(Heartbeat heartbeat, TailRecord record) {
      if (!alone) {
        boolean foreign = precedence.before(heartbeat, record.offset(), record.timestampMs());
        if (foreign && history.isDone()) {
          live.complete(Optional.of(heartbeat));
        }
        return;
      }
      Optional<String> why = precedence.heard(heartbeat, record.offset(), record.timestampMs());
      if (why.isPresent() && !told) {
        told = true;
        onForeignCentral.accept(why.get());
      }
    }

    @Override
    public void caughtUp() {
      history.complete(precedence.foreignSince(clock.instant().minus(HeartbeatSeries.GAP)));
    }

    private Optional<Heartbeat> heartbeat(TailRecord record) {
      try {
        return !record.removesKey()
                && codec.decodeNetwork(record.value()) instanceof Heartbeat heartbeat
            ? Optional.of(heartbeat)
            : Optional.empty();
      } catch (MalformedMessage _) {
        // Somebody else's scribbling is no Central.
        return Optional.empty();
      }
    }
  }
}
