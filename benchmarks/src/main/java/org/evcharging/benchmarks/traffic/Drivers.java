package org.evcharging.benchmarks.traffic;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;

/** All drivers: one producer for their requests, one loop for what they hear. Thread-safe. */
public final class Drivers implements AutoCloseable {
  private static final int REQUEST = 0;
  private static final int DRIVER = 1;
  private static final int CHARGE_POINT = 2;

  private final Template request =
      new Template(
          Samples.request(),
          Samples.REQUEST_NUMBER,
          Slots.driver(0).value(),
          Slots.chargePoint(0).value());

  /** Request ids ascend, as the ULIDs of real drivers do. */
  private final AtomicLong requests = new AtomicLong();

  private final Slots slots;
  private final Trouble trouble;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicLoop notifications;
  private volatile Arrivals arrivals;

  private Drivers(String bootstrap, Slots slots, Arrivals arrivals, Trouble trouble)
      throws InterruptedException {
    this.slots = slots;
    this.arrivals = arrivals;
    this.trouble = trouble;
    this.producer = new KafkaProducer<>(KafkaSettings.producer(bootstrap, "bench-drivers"));
    this.notifications =
        TopicLoop.start(
            KafkaSettings.consumer(bootstrap, "bench-drivers"),
            Topic.NOTIFICATIONS,
            this::notified,
            trouble);
  }

  /** Begins, and returns when they listen. */
  public static Drivers start(String bootstrap, Slots slots, Trouble trouble)
      throws InterruptedException {
    return new Drivers(bootstrap, slots, new Nobody(), trouble);
  }

  /** Says who is told from now on; nothing may be on its way meanwhile. */
  public void tell(Arrivals listener) {
    arrivals = listener;
  }

  /** How many drivers there are. */
  public int count() {
    return slots.count();
  }

  /** A driver asks to charge, with a new request id. Its last authorisation must be over. */
  public void ask(int slot) {
    byte[] message = request.copy();
    request.putNumber(
        message, REQUEST, Samples.REQUEST_NUMBER.length(), requests.incrementAndGet());
    request.put(message, DRIVER, slots.driverKey(slot));
    request.put(message, CHARGE_POINT, slots.chargePointKey(slot));
    var _ =
        producer.send(
            new ProducerRecord<>(Topic.REQUESTS.topicName(), slots.chargePointKey(slot), message),
            trouble);
  }

  private void notified(ConsumerRecord<byte[], byte[]> record) {
    switch (Records.type(record.value())) {
      case 'A' -> arrivals.authorized(Slots.slotOf(record.key()), System.nanoTime());
      case 'D' -> arrivals.over(Slots.slotOf(record.key()), true);
      case 'E' -> {
        if (Records.isExpired(record.value())) {
          arrivals.over(Slots.slotOf(record.key()), false);
        }
      }
      default -> {
        // A step on the way.
      }
    }
  }

  @Override
  public void close() {
    notifications.close();
    producer.close();
  }

  /** Before anybody asks. */
  private static final class Nobody implements Arrivals {
    @Override
    public void authorized(int slot, long nowNanos) {}

    @Override
    public void over(int slot, boolean denied) {}
  }
}
