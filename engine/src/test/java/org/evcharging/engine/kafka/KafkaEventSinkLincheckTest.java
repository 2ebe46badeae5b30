package org.evcharging.engine.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.TopicLookup;
import org.evcharging.lock.Locks;
import org.evcharging.message.Topic;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That there is one producer, and none once it is closed, needs the lock. */
@Tag("long")
class KafkaEventSinkLincheckTest {
  @Test
  void oneProducerIsMade() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAnotherIsMadeAndNeverClosed() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What the outboxes of a fleet do with their sink. */
  public abstract static class Operations {
    private final Producers producers = new Producers();
    private final KafkaEventSink sink;

    Operations(Locks locks) {
      sink = new KafkaEventSink("kafka:9092", "engine", producers, locks);
    }

    @Operation
    public boolean send() {
      return sink.send(Topic.EVENTS, "MAD-01", new byte[0]).isCompletedExceptionally();
    }

    @Operation(runOnce = true)
    public void close() {
      sink.close();
    }

    @Validate
    public void oneProducerAtMost() {
      if (producers.made.get() > 1) {
        throw new AssertionError(producers.made + " producers");
      }
    }
  }

  private static final class Producers implements KafkaClients {
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
      made.incrementAndGet();
      ByteArraySerializer bytes = new ByteArraySerializer();
      return new MockProducer<>(false, null, bytes, bytes);
    }

    @Override
    public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
      throw new UnsupportedOperationException();
    }

    @Override
    public TopicLookup lookup(String bootstrap, String topic) {
      throw new UnsupportedOperationException();
    }
  }

  public static final class Locked extends Operations {
    public Locked() {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() {
      super(Locks.NONE);
    }
  }
}
