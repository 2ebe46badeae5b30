package org.evcharging.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.evcharging.time.Clocks;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic as it grows, without a consumer group: begins where a saved position says, waits
 * for a topic that is not there yet, goes on after any outage of Kafka, and notices a topic that
 * was deleted and made anew. Begins with the oldest record of a topic that it has seen missing,
 * whatever the settings say: all in it is new. After Kafka has lost records that were read, begins
 * with the oldest too, if rows tell which of them were seen.
 *
 * <p>Records are handed over at least once, and those that Central sent twice are dropped ({@link
 * RowFilter}). A step finds the topic, or takes it up, or reads once; whatever Kafka's clients
 * throw, the tail begins again with new ones. {@link #isReady}, {@link #readToEnds} and {@link
 * #stop} may be called by any thread, the rest by the one that steps.
 */
public final class SteppedTail implements Tail, Stepped {
  private static final Logger LOG = LoggerFactory.getLogger(SteppedTail.class);

  /** The longest wait of a step, and so the pace of everything that is done beside reading. */
  static final Duration STEP = Duration.ofMillis(500);

  /** How long to leave Kafka alone after it said no, or that there is no such topic. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final TailSettings settings;
  private final TailReader reader;
  private final KafkaClients kafka;
  private final Clocks clocks;
  private final EndsReached endsReached = new EndsReached();
  private final TailMemory memory;
  private final Contact contact;
  private volatile Optional<TailClients> clients = Optional.empty();
  private volatile boolean ready;
  private volatile boolean stopped;
  private boolean saidWaiting;

  private boolean stepping;
  private boolean closed;

  /**
   * A tail that has not begun.
   *
   * @param reader called within steps
   * @throws java.io.UncheckedIOException if its saved position cannot be read
   */
  public SteppedTail(
      TailSettings settings, TailReader reader, KafkaClients clients, Clocks clocks) {
    this.settings = settings;
    this.reader = new GuardedReader(reader, settings.topic());
    this.kafka = clients;
    this.clocks = clocks;
    this.memory = new TailMemory(settings, clocks);
    this.contact = new Contact(this.reader, clocks.nanos());
  }

  /** Does one thing, with one wait at most; nothing once it was stopped. */
  @Override
  public Duration step(Duration patience) throws InterruptedException {
    if (stopped) {
      return RETRY;
    }
    stepping = true;
    try {
      Duration pause = tryStep(patience.compareTo(STEP) < 0 ? patience : STEP);
      contact.looked(clocks.nanos());
      reader.looked(contact.isThere());
      return pause;
    } finally {
      stepping = false;
      if (closed) {
        release();
      }
    }
  }

  private Duration tryStep(Duration patience) throws InterruptedException {
    try {
      if (clients.isEmpty()) {
        clients = Optional.of(TailClients.make(settings, kafka, clocks));
        // In the next step, if there is one: whoever stops the tail from now on can wake it up.
        return Duration.ZERO;
      }
      TailClients current = clients.get();
      return current.cursor().standsInTopic() ? follow(current, patience) : find(current, patience);
    } catch (WakeupException _) {
      // Stopping.
      return Duration.ZERO;
    } catch (LogTruncationException e) {
      LOG.debug("topic={} Kafka has lost records: {}", settings.topic(), e.getMessage());
      memory.lostRecords(e.partitions());
      closeClients();
      return Duration.ZERO;
    } catch (KafkaException e) {
      LOG.debug("topic={} begins again: {}", settings.topic(), e.toString());
      closeClients();
      return RETRY;
    }
  }

  private Duration find(TailClients current, Duration patience) throws InterruptedException {
    current.watch().askUnlessAsked();
    Optional<TopicLookup.Question> answered = current.watch().answered(patience);
    if (answered.isEmpty()) {
      return Duration.ZERO;
    }
    Optional<TopicLookup.Topic> found = answered.get().answer();
    contact.heard(clocks.nanos());
    if (found.isEmpty()) {
      missing();
      return RETRY;
    }
    takeUp(current.cursor(), found.get());
    return Duration.ZERO;
  }

  private void missing() {
    memory.topicMissing();
    if (!saidWaiting) {
      saidWaiting = true;
      reader.waitingForTopic(settings.topic());
    }
  }

  private void takeUp(TailCursor cursor, TopicLookup.Topic topic) {
    saidWaiting = false;
    cursor.assign(topic, memory);
    memory.standsAt(cursor.positions());
    memory.save();
    endsReached.startAgain();
    var _ = endsReached.ask().thenRun(reader::caughtUp);
    ready = true;
  }

  /** Reads once, and leaves the topic if it has become another one, or is gone. */
  private Duration follow(TailClients current, Duration patience) throws InterruptedException {
    TailCursor cursor = current.cursor();
    boolean wasThere = contact.isThere();
    if (cursor.read(patience, reader, () -> stopped, memory)) {
      contact.heard(clocks.nanos());
    }
    memory.standsAt(cursor.positions());
    memory.saveIfDue();
    endsReached.look(cursor);
    if (contact.isThere() && !wasThere) {
      current.watch().ask();
    } else {
      current.watch().askIfDue();
    }
    Optional<TopicLookup.Question> answered = current.watch().answered(Duration.ZERO);
    if (answered.isPresent() && isAnother(cursor, answered.get())) {
      cursor.leave();
    }
    return Duration.ZERO;
  }

  private static boolean isAnother(TailCursor cursor, TopicLookup.Question check)
      throws InterruptedException {
    try {
      return check.answer().map(found -> !cursor.follows(found)).orElse(true);
    } catch (KafkaException _) {
      // It could not say this time; the next check may.
      return false;
    }
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  /** The partitions it reads; none while it does not stand in the topic. */
  public List<TopicPartition> assignment() {
    return clients.map(current -> current.cursor().partitions()).orElse(List.of());
  }

  @Override
  public CompletableFuture<Void> readToEnds() {
    return endsReached.ask();
  }

  @Override
  public void stop() {
    stopped = true;
    clients.ifPresent(current -> current.cursor().wakeup());
  }

  /** Stops reading, saves the position and lets the clients go: at the end of a step within one. */
  @Override
  public void close() {
    stop();
    closed = true;
    if (!stepping) {
      release();
    }
  }

  private void release() {
    memory.save();
    endsReached.cancel();
    closeClients();
  }

  private void closeClients() {
    Optional<TailClients> old = clients;
    clients = Optional.empty();
    old.ifPresent(TailClients::close);
  }
}
