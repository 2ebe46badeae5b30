package org.evcharging.driver.kafka;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.evcharging.kafka.CentralPresence;
import org.evcharging.kafka.EventSender;
import org.evcharging.kafka.PositionFile;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.kafka.RecordSender;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.Tails;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.DriverId;
import org.evcharging.time.Clocks;
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
  private final Clocks clocks;
  private final Supplier<RecordSender> senders;
  private final Incoming.Taker inbox;
  private final MessageCodec codec = new MessageCodec();
  private final Tail notifications;
  private final CentralPresence central;
  private Optional<RecordSender> sender = Optional.empty();

  /**
   * Listens to what comes from now on, and to what came since the last time.
   *
   * @param tails begins to read topics; whoever reads them fills the inbox
   * @param position keeps how far was read
   * @param senders asked for a sender when the first request is to be sent; it is closed here
   */
  public DriverLink(
      DriverId driver,
      String bootstrap,
      Tails tails,
      Clocks clocks,
      PositionMemory position,
      Supplier<RecordSender> senders,
      Incoming.Taker inbox) {
    this.driver = driver;
    this.bootstrap = bootstrap;
    this.clocks = clocks;
    this.senders = senders;
    this.inbox = inbox;
    this.notifications =
        tails.start(
            TailSettings.ofKey(
                bootstrap, Topic.NOTIFICATIONS.topicName(), driver.value(), Start.END, position),
            new Reader());
    this.central = CentralPresence.start(tails, clocks, bootstrap, new CentralWords(inbox));
  }

  /**
   * Listens and sends by threads of its own.
   *
   * @param data folder that keeps how far was read
   */
  public static DriverLink open(
      String bootstrap, DriverId driver, Path data, Incoming.Taker inbox, Clocks clocks) {
    return new DriverLink(
        driver,
        bootstrap,
        Tails.inThreads(),
        clocks,
        new PositionFile(data.resolve("notifications.position")),
        () -> EventSender.start(bootstrap, "ev-driver-" + driver.value()),
        inbox);
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
    RecordSender out = sender.orElseGet(senders);
    sender = Optional.of(out);
    if (again && out.waiting() > 0) {
      return;
    }
    byte[] json = codec.encode(request, clocks.instant());
    if (!out.send(Topic.REQUESTS.topicName(), request.chargePointId(), json)) {
      LOG.warn("request={} not sent: too many wait for Kafka", request.requestId());
    }
  }

  /** Listens no more: what was not handed over by now comes again next time. Returns at once. */
  public void stop() {
    notifications.stop();
  }

  /** Ends it. By now the inbox must hold nobody up. */
  @Override
  public void close() {
    sender.ifPresent(RecordSender::close);
    notifications.close();
    central.close();
  }

  /** Turns the driver's records into what the inbox takes; called by whoever steps the tail. */
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
