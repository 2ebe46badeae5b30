package org.evcharging.driver.kafka;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.evcharging.kafka.CentralPresence;
import org.evcharging.kafka.EventSender;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.DriverId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One driver's connection with Central through Kafka: what is for this driver and nobody else goes
 * to the inbox. {@link #send} and {@link #close} are for one thread.
 */
public final class DriverLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DriverLink.class);

  private final DriverId driver;
  private final String bootstrap;
  private final Inbox inbox;
  private final InstantSource clock;
  private final MessageCodec codec = new MessageCodec();
  private final TopicTail notifications;
  private final CentralPresence central;
  private Optional<EventSender> sender = Optional.empty();

  private DriverLink(
      DriverId driver, String bootstrap, TailSettings settings, Inbox inbox, InstantSource clock) {
    this.driver = driver;
    this.bootstrap = bootstrap;
    this.inbox = inbox;
    this.clock = clock;
    this.notifications = TopicTail.start(settings, new Reader());
    this.central = CentralPresence.start(bootstrap, new CentralWords(inbox));
  }

  /**
   * Listens to what comes from now on, and to what came since the last time.
   *
   * @param data folder that keeps how far was read
   */
  public static DriverLink open(
      String bootstrap, DriverId driver, Path data, Inbox inbox, InstantSource clock) {
    PositionFile position = new PositionFile(data.resolve("notifications.position"));
    return new DriverLink(
        driver,
        bootstrap,
        TailSettings.ofKey(
            bootstrap, Topic.NOTIFICATIONS.topicName(), driver.value(), Start.END, position),
        inbox,
        clock);
  }

  /** Tells whether whatever is answered from now on will be heard. */
  public boolean isListening() {
    return notifications.isReady();
  }

  /**
   * Sends a request, patiently.
   *
   * @param again whether it was sent before; then only if that has reached Kafka, so that an outage
   *     does not pile copies up
   */
  public void send(Request request, boolean again) {
    EventSender out =
        sender.orElseGet(() -> EventSender.start(bootstrap, "ev-driver-" + driver.value()));
    sender = Optional.of(out);
    if (again && out.waiting() > 0) {
      return;
    }
    byte[] json = codec.encode(request, clock.instant());
    if (!out.send(Topic.REQUESTS.topicName(), request.chargePointId(), json)) {
      LOG.warn("request={} not sent: too many wait for Kafka", request.requestId());
    }
  }

  @Override
  public void close() {
    // Before the inbox: what is not handed over by now is to come again.
    notifications.stop();
    inbox.close();
    sender.ifPresent(EventSender::close);
    notifications.close();
    central.close();
  }

  /** Turns the driver's records into what the inbox takes; runs on the tail's thread. */
  private final class Reader implements TailReader {
    private boolean live;

    @Override
    public void read(TailRecord record) {
      try {
        Notification notification = codec.decodeNotification(record.value());
        // The key decides who gets it; a driver sees only what is also about them.
        if (notification.subject().driverId().equals(driver.value())) {
          inbox.hand(
              new Incoming.Heard(notification, Instant.ofEpochMilli(record.timestampMs()), live));
        }
      } catch (MalformedMessage e) {
        LOG.warn(
            "driver={} partition={} offset={} passed over, not a notification: {}",
            driver,
            record.partition(),
            record.offset(),
            e.getMessage());
      }
    }

    @Override
    public void caughtUp() {
      live = true;
      inbox.put(new Incoming.CaughtUp());
    }

    @Override
    public void waitingForTopic(String topic) {
      say("Central has not made " + topic + " in Kafka at " + bootstrap + " yet; waiting for it");
    }

    @Override
    public void contactLost() {
      say("Kafka at " + bootstrap + " cannot be reached; waiting for it");
    }

    @Override
    public void contactRegained() {
      say("Kafka at " + bootstrap + " is there");
    }

    private void say(String words) {
      inbox.put(new Incoming.Words(words));
    }
  }
}
