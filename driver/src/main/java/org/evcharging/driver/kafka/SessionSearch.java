package org.evcharging.driver.kafka;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.model.DriverId;

/** Reads back, from all that Kafka still has, which session of a driver goes on. */
public final class SessionSearch implements TailReader {
  private final MessageCodec codec = new MessageCodec();
  private final CountDownLatch done = new CountDownLatch(1);
  private Optional<CurrentSession> session = Optional.empty();

  private SessionSearch() {}

  /** The session that goes on; empty if there is none, or if it was stopped before. */
  public static Optional<CurrentSession> of(
      String bootstrap, DriverId driver, BooleanSupplier stopping) {
    SessionSearch search = new SessionSearch();
    TailSettings settings =
        TailSettings.ofKey(
            bootstrap, Topic.NOTIFICATIONS.topicName(), driver.value(), Start.BEGINNING);
    try (TopicTail _ = TopicTail.start(settings, search)) {
      while (!stopping.getAsBoolean() && !search.done.await(100, TimeUnit.MILLISECONDS)) {
        // Look again whether to stop.
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return search.session;
  }

  @Override
  public void read(TailRecord record) {
    try {
      session = CurrentSession.after(session, codec.decodeNotification(record.value()));
    } catch (MalformedMessage _) {
      // Not a notification: the driver's own reading says so.
    }
  }

  @Override
  public void caughtUp() {
    done.countDown();
  }
}
