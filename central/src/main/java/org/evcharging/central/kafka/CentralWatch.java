package org.evcharging.central.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;

/**
 * Sees to it that one network has one Central: refuses to begin beside a live one, and of two that
 * run tells the later to stop. Reads the heartbeats on {@code ev.network}. Thread-safe.
 */
public final class CentralWatch implements AutoCloseable {
  /** Two heartbeats and a half: who lives is heard in this time. */
  private static final Duration LISTEN = Duration.ofSeconds(5);

  /** How soon {@code stopping} is noticed. */
  private static final Duration STEP = Duration.ofMillis(100);

  private final Heartbeats heartbeats;
  private final TopicTail tail;

  private CentralWatch(Heartbeats heartbeats, TopicTail tail) {
    this.heartbeats = heartbeats;
    this.tail = tail;
  }

  /**
   * Looks for another Central and returns when there is none: at once, or after 5 s if one was
   * there some seconds ago. Goes on watching until it is closed. To be called before {@link
   * NetworkFeed} begins, when the topics are there.
   *
   * @param own what this Central's heartbeat will be
   * @param words takes a sentence if it has to wait
   * @param onForeignCentral told in one line, once, from another thread, that this Central must
   *     stop since another was there before it
   * @param stopping asked several times a second; if true, no more waiting
   * @throws ForeignCentral if another Central lives
   */
  public static CentralWatch begin(
      String bootstrap,
      Heartbeat own,
      InstantSource clock,
      Consumer<String> words,
      Consumer<String> onForeignCentral,
      BooleanSupplier stopping)
      throws ForeignCentral, InterruptedException {
    Heartbeats heartbeats = new Heartbeats(own, clock, onForeignCentral);
    TopicTail tail =
        TopicTail.start(
            TailSettings.ofKey(
                bootstrap,
                Topic.NETWORK.topicName(),
                Topic.CENTRAL_KEY,
                TailSettings.Start.BEGINNING),
            heartbeats);
    CentralWatch watch = new CentralWatch(heartbeats, tail);
    boolean alone = false;
    try {
      watch.requireAlone(words, stopping);
      alone = true;
      return watch;
    } finally {
      if (!alone) {
        watch.close();
      }
    }
  }

  private void requireAlone(Consumer<String> words, BooleanSupplier stopping)
      throws ForeignCentral, InterruptedException {
    Optional<Heartbeat> recent = Optional.empty();
    while (!heartbeats.history.isDone() && !stopping.getAsBoolean()) {
      recent = within(STEP, heartbeats.history).flatMap(found -> found);
    }
    recent = recent.or(() -> heartbeats.history.getNow(Optional.empty()));
    if (recent.isPresent()) {
      words.accept(
          "a Central with database "
              + recent.get().database()
              + " was on this Kafka some seconds ago; listening whether it lives");
      long untilNanos = System.nanoTime() + LISTEN.toNanos();
      while (System.nanoTime() - untilNanos < 0 && !stopping.getAsBoolean()) {
        Optional<Heartbeat> live = within(STEP, heartbeats.live);
        if (live.isPresent()) {
          throw new ForeignCentral(
              "another Central (database "
                  + live.get().database()
                  + ") is on this Kafka: stop it first, or give this one another Kafka");
        }
      }
    }
    heartbeats.goOn();
  }

  /** What a future has after so long at most. */
  private static <T> Optional<T> within(Duration patience, CompletableFuture<T> future)
      throws InterruptedException {
    try {
      return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
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
    private final CompletableFuture<Heartbeat> live = new CompletableFuture<>();

    private volatile boolean alone;
    private boolean told;

    Heartbeats(Heartbeat own, InstantSource clock, Consumer<String> onForeignCentral) {
      this.clock = clock;
      this.onForeignCentral = onForeignCentral;
      this.precedence = new Precedence(own);
    }

    void goOn() {
      alone = true;
    }

    @Override
    public void read(TailRecord record) {
      heartbeat(record).ifPresent(heartbeat -> heard(heartbeat, record));
    }

    private void heard(Heartbeat heartbeat, TailRecord record) {
      if (!alone) {
        boolean foreign = precedence.before(heartbeat, record.offset(), record.timestampMs());
        if (foreign && history.isDone()) {
          live.complete(heartbeat);
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
