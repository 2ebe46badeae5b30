package org.evcharging.launcher.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.evcharging.kafka.EventSender;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.TailSettings.Start;
import org.evcharging.kafka.TopicTail;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord;
import org.evcharging.message.Notification;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;

/** Speaks Central's side of Kafka as a test tells it to, without any of Central's rules. */
final class StandInCentral implements AutoCloseable {
  private final MessageCodec codec = new MessageCodec();
  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();
  private final EventSender sender;
  private final TopicTail tail;
  private Optional<ScheduledFuture<?>> heart = Optional.empty();

  private StandInCentral(String bootstrap, Function<Request, List<Notification>> answers)
      throws Exception {
    createTopics(bootstrap);
    sender = EventSender.start(bootstrap, "stand-in");
    tail =
        TopicTail.start(
            TailSettings.ofAll(bootstrap, Topic.REQUESTS.topicName(), Start.END),
            record -> answer(record, answers));
    tail.awaitReady();
    live();
  }

  /** Begins to live; answers each request with what the function says. */
  static StandInCentral start(String bootstrap, Function<Request, List<Notification>> answers)
      throws Exception {
    return new StandInCentral(bootstrap, answers);
  }

  private static void createTopics(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(KafkaSettings.admin(bootstrap, "stand-in"))) {
      var there = admin.listTopics().names().get();
      for (Topic topic : List.of(Topic.REQUESTS, Topic.NOTIFICATIONS, Topic.NETWORK)) {
        if (!there.contains(topic.topicName())) {
          NewTopic wanted =
              new NewTopic(topic.topicName(), Optional.of(3), Optional.<Short>empty());
          admin.createTopics(List.of(wanted)).all().get();
        }
      }
    }
  }

  private void answer(TailRecord record, Function<Request, List<Notification>> answers) {
    try {
      Request request = codec.decodeRequest(record.value());
      requests.add(request);
      answers.apply(request).forEach(this::tell);
    } catch (MalformedMessage e) {
      throw new IllegalStateException(new String(record.value(), UTF_8), e);
    }
  }

  void tell(Notification notification) {
    sender.send(
        Topic.NOTIFICATIONS.topicName(),
        notification.subject().driverId(),
        codec.encode(notification, Instant.now()));
  }

  void tell(NetworkRecord.ChargePointState state) {
    sender.send(
        Topic.NETWORK.topicName(),
        state.chargePointId().value(),
        codec.encode(state, Instant.now()));
  }

  /** All requests it has read so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** Beats every half second from now on. */
  void live() {
    byte[] beat = codec.encode(new NetworkRecord.Heartbeat(2, "stand-in"), Instant.now());
    heart =
        Optional.of(
            pulse.scheduleAtFixedRate(
                () -> sender.send(Topic.NETWORK.topicName(), Topic.CENTRAL_KEY, beat),
                0,
                Duration.ofMillis(500).toNanos(),
                TimeUnit.NANOSECONDS));
  }

  /** Beats no more. */
  void die() {
    heart.ifPresent(beating -> beating.cancel(false));
  }

  @Override
  public void close() {
    pulse.shutdownNow();
    tail.close();
    sender.close();
  }
}
