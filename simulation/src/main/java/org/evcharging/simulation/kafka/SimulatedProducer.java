package org.evcharging.simulation.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;

/**
 * A patient, idempotent producer with one request in flight, as our programs set theirs up. What
 * was sent when its program dies may still land, and late. {@link Mishaps} decides what goes wrong.
 */
final class SimulatedProducer extends MockProducer<byte[], byte[]> {
  private static final long RETRY_NANOS = 200_000_000L;
  // Kafka tells the offset, which none of our programs looks at.
  private static final RecordMetadata SOMEWHERE =
      new RecordMetadata(new TopicPartition("somewhere", 0), 0, 0, 0, 0, 0);

  private record Sent(ProducerRecord<byte[], byte[]> record, Callback callback) {}

  private final SimulatedKafka kafka;
  private final Machine machine;
  private final Life life;
  private final Mishaps mishaps;
  private List<Sent> gathering = new ArrayList<>();
  private List<Sent> inFlight = List.of();
  private boolean broken;

  SimulatedProducer(SimulatedKafka kafka, Machine machine, Life life, Mishaps mishaps) {
    super();
    this.kafka = kafka;
    this.machine = machine;
    this.life = life;
    this.mishaps = mishaps;
  }

  @Override
  public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return send(record, (_, _) -> {});
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, Callback callback) {
    if (broken) {
      throw new KafkaException("this producer is of no more use");
    }
    if (!kafka.isReachableFrom(machine) && mishaps.refuses()) {
      TimeoutException failure = new TimeoutException("no room while Kafka does not answer");
      callback.onCompletion(null, failure);
      return CompletableFuture.failedFuture(failure);
    }
    gathering.add(new Sent(record, callback));
    if (inFlight.isEmpty() && gathering.size() == 1) {
      var _ = life.after(kafka.delays().scheduling(), this::request);
    }
    return CompletableFuture.completedFuture(SOMEWHERE);
  }

  /** Sends all that has gathered; what comes meanwhile goes with the next. */
  private void request() {
    if (broken || !inFlight.isEmpty() || gathering.isEmpty()) {
      return;
    }
    inFlight = gathering;
    gathering = new ArrayList<>();
    transmit();
  }

  private void transmit() {
    List<Sent> batch = inFlight;
    // On the wire it is nobody's any more: it lands whether its program lives or not, unless the
    // broker at the other end of the wire died.
    long onTheWayNanos = kafka.delays().network() + mishaps.lateNanos();
    int brokersLife = kafka.leaderEpoch();
    var _ = machine.world().after(onTheWayNanos, () -> land(batch, brokersLife));
  }

  private void land(List<Sent> batch, int brokersLife) {
    if (!kafka.isReachableFrom(machine) || kafka.leaderEpoch() != brokersLife) {
      var _ = life.after(RETRY_NANOS, this::transmit);
      return;
    }
    boolean breaks = mishaps.breaks();
    int landed = breaks ? mishaps.landed(batch.size()) : batch.size();
    for (Sent sent : batch.subList(0, landed)) {
      ProducerRecord<byte[], byte[]> record = sent.record();
      kafka.append(record.topic(), record.key(), record.value(), record.headers());
    }
    var _ =
        life.after(
            kafka.delays().network(),
            () -> {
              if (breaks) {
                fail();
              } else {
                acknowledge(batch);
              }
            });
  }

  private void acknowledge(List<Sent> batch) {
    inFlight = List.of();
    batch.forEach(sent -> sent.callback().onCompletion(SOMEWHERE, null));
    request();
  }

  private void fail() {
    broken = true;
    List<Sent> lost = new ArrayList<>(inFlight);
    lost.addAll(gathering);
    inFlight = List.of();
    gathering = new ArrayList<>();
    KafkaException failure = new KafkaException("the broker knows this producer no longer");
    lost.forEach(sent -> sent.callback().onCompletion(null, failure));
  }

  @Override
  public void close() {
    broken = true;
  }

  @Override
  public void close(Duration timeout) {
    broken = true;
  }
}
