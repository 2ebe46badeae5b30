package org.evcharging.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link TopicTail}'s thread does: find the topic, take up its partitions, read. Whatever
 * Kafka's client throws, it begins again with a new client. Only {@link #stop} may be called by
 * other threads.
 */
final class TailLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TailLoop.class);

  /** The longest wait for records, and so the pace of everything that is done beside reading. */
  private static final Duration STEP = Duration.ofMillis(500);

  /** How long to leave Kafka alone after it said no, or that there is no such topic. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** How often to make sure that the topic is still the one that it was. */
  private static final Duration IDENTITY_CHECK = Duration.ofSeconds(10);

  private final TailSettings settings;
  private final TailReader reader;
  private final Runnable onReady;
  private final EndsReached endsReached;
  private final TailMemory memory;
  private final Contact contact;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile @Nullable TailCursor current;
  private boolean saidWaiting;

  TailLoop(TailSettings settings, TailReader reader, Runnable onReady, EndsReached endsReached) {
    this.settings = settings;
    this.reader = reader;
    this.onReady = onReady;
    this.endsReached = endsReached;
    this.memory = new TailMemory(settings);
    this.contact = new Contact(reader, System.nanoTime());
  }

  /** Makes {@link #run} end soon. */
  void stop() {
    stopping.countDown();
    TailCursor reading = current;
    if (reading != null) {
      reading.wakeup();
    }
  }

  void run() {
    try {
      while (!isStopping()) {
        readWithNewClients();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      memory.save();
      endsReached.cancel();
    }
  }

  private void readWithNewClients() throws InterruptedException {
    try (TopicLookup lookup = new TopicLookup(settings.bootstrap(), settings.topic());
        TailCursor cursor = new TailCursor(settings)) {
      current = cursor;
      while (!isStopping()) {
        Optional<TopicLookup.Topic> topic = awaitTopic(lookup);
        if (topic.isPresent()) {
          takeUp(cursor, topic.get());
          follow(cursor, lookup);
        }
      }
    } catch (WakeupException _) {
      // Stopping.
    } catch (KafkaException e) {
      LOG.debug("topic={} begins again: {}", settings.topic(), e.toString());
      pause(RETRY);
    } finally {
      current = null;
    }
  }

  /** Empty only when stopping. */
  private Optional<TopicLookup.Topic> awaitTopic(TopicLookup lookup) throws InterruptedException {
    TopicLookup.Question question = lookup.ask();
    while (!isStopping()) {
      if (question.answeredWithin(STEP)) {
        Optional<TopicLookup.Topic> found = question.answer();
        contact.heard(System.nanoTime());
        if (found.isPresent()) {
          saidWaiting = false;
          return found;
        }
        missing();
        pause(RETRY);
        question = lookup.ask();
      }
      looked();
    }
    return Optional.empty();
  }

  private void missing() {
    memory.topicMissing();
    if (!saidWaiting) {
      saidWaiting = true;
      reader.waitingForTopic(settings.topic());
    }
  }

  private void takeUp(TailCursor cursor, TopicLookup.Topic topic) {
    cursor.assign(topic, memory.known(), memory.madeAnew(topic));
    memory.standsAt(cursor.positions());
    memory.save();
    endsReached.startAgain();
    var _ = endsReached.ask().thenRun(reader::caughtUp);
    onReady.run();
  }

  /** Reads until stopping, or until the topic is another one, or gone. */
  private void follow(TailCursor cursor, TopicLookup lookup) throws InterruptedException {
    long answers = cursor.answers();
    long checkedNanos = System.nanoTime();
    Optional<TopicLookup.Question> check = Optional.empty();
    while (!isStopping()) {
      boolean wasThere = contact.isThere();
      TailCursor.Read read = cursor.read(STEP, reader, this::isStopping, memory::handedOver);
      memory.standsAt(cursor.positions());
      memory.saveIfDue(System.nanoTime());
      if (read.fetched() > 0 || cursor.answers() > answers) {
        answers = cursor.answers();
        contact.heard(System.nanoTime());
      }
      looked();
      endsReached.look(cursor);
      boolean backAgain = contact.isThere() && !wasThere;
      if (backAgain || System.nanoTime() - checkedNanos > IDENTITY_CHECK.toNanos()) {
        checkedNanos = System.nanoTime();
        check = Optional.of(lookup.ask());
      }
      if (check.isPresent() && check.get().answeredWithin(Duration.ZERO)) {
        if (isAnother(cursor, check.get())) {
          return;
        }
        check = Optional.empty();
      }
    }
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

  private void looked() {
    contact.looked(System.nanoTime());
    reader.looked(contact.isThere());
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void pause(Duration howLong) throws InterruptedException {
    if (!stopping.await(howLong.toNanos(), TimeUnit.NANOSECONDS)) {
      looked();
    }
  }
}
