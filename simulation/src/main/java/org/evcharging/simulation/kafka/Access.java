package org.evcharging.simulation.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.kafka.SteppedTail;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailSettings;
import org.evcharging.kafka.Tails;
import org.evcharging.kafka.TopicLookup;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Loop;
import org.evcharging.simulation.world.Machine;

/** How one life of a program gets at Kafka. */
public final class Access {
  /** What every program is told of Kafka's address. */
  public static final String BOOTSTRAP = "kafka:9092";

  /** How long a tail waits for news in real time. */
  private static final Duration TAIL_IDLE = Duration.ofMillis(500);

  private static final int MOST_RECORDS = 500;

  private final SimulatedKafka kafka;
  private final Machine machine;
  private final Life life;
  private final Mishaps mishaps;

  public Access(SimulatedKafka kafka, Machine machine, Life life, Mishaps mishaps) {
    this.kafka = kafka;
    this.machine = machine;
    this.life = life;
    this.mishaps = mishaps;
  }

  /** Clients whose consumers are read as they are asked to. */
  public KafkaClients clients() {
    return clients(() -> {}, () -> MOST_RECORDS);
  }

  /**
   * Clients.
   *
   * @param onNews told when a consumer may find something
   * @param limit how many records a poll may give at this moment
   */
  public KafkaClients clients(Runnable onNews, IntSupplier limit) {
    return new KafkaClients() {
      @Override
      public Consumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new SimulatedConsumer(kafka, machine, life, onNews, limit);
      }

      @Override
      public Producer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new SimulatedProducer(kafka, machine, life, mishaps);
      }

      @Override
      public TopicLookup lookup(String bootstrap, String topic) {
        return new Lookup(topic);
      }
    };
  }

  /** Reads topics, each with a loop of its own. */
  public Tails tails() {
    return this::start;
  }

  private Tail start(TailSettings settings, TailReader reader) {
    LoopedTail tail = new LoopedTail();
    tail.begin(
        new SteppedTail(settings, reader, clients(tail::news, () -> MOST_RECORDS), life.clocks()));
    return tail;
  }

  /** A tail with who steps it. */
  private final class LoopedTail implements Tail {
    private Optional<SteppedTail> tail = Optional.empty();
    private Optional<Loop> loop = Optional.empty();

    void begin(SteppedTail stepped) {
      tail = Optional.of(stepped);
      loop = Optional.of(new Loop(life, TAIL_IDLE, this::step));
    }

    /** The first steps only find the topic, and need not wait. */
    private Duration step(Duration patience) throws InterruptedException {
      SteppedTail stepped = tail.orElseThrow();
      boolean stood = stepped.isReady();
      Duration pause = stepped.step(patience);
      if (!stood && kafka.isReachableFrom(machine)) {
        news();
      }
      return pause;
    }

    void news() {
      loop.ifPresent(it -> it.wake(kafka.delays().network()));
    }

    @Override
    public boolean isReady() {
      return tail.orElseThrow().isReady();
    }

    @Override
    public CompletableFuture<Void> readToEnds() {
      return tail.orElseThrow().readToEnds();
    }

    @Override
    public void stop() {
      tail.orElseThrow().stop();
      loop.ifPresent(Loop::stop);
    }

    @Override
    public void close() {
      tail.orElseThrow().close();
      loop.ifPresent(Loop::stop);
    }
  }

  /** Answers at once, or not while Kafka is out of reach. */
  private final class Lookup implements TopicLookup {
    private final String topic;

    Lookup(String topic) {
      this.topic = topic;
    }

    @Override
    public Question ask() {
      return new Question() {
        @Override
        public boolean answeredWithin(Duration patience) {
          return kafka.isReachableFrom(machine);
        }

        @Override
        public Optional<Topic> answer() {
          if (!kafka.isReachableFrom(machine)) {
            throw new TimeoutException("Kafka does not answer");
          }
          return kafka.hasTopics()
              ? Optional.of(new Topic(kafka.topicId(topic), kafka.partitionCount()))
              : Optional.empty();
        }
      };
    }

    @Override
    public void close() {}
  }
}
