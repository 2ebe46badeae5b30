package org.evcharging.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;

/**
 * Whether Central is there: it is while its heartbeats arrive (spec §7), which it sends every 2 s.
 * While Kafka itself is away nobody can tell, and nothing is said.
 */
public final class CentralPresence implements AutoCloseable {
  /** Two heartbeats may be late; what is said after this is on a screen within 8 s (spec §5). */
  private static final Duration LIMIT = Duration.ofSeconds(6);

  private final Tail tail;

  private CentralPresence(Tail tail) {
    this.tail = tail;
  }

  /**
   * Begins to listen, on a thread of its own.
   *
   * @param onChange told whether Central is there, when that is first known and whenever it
   *     changes; on the listener's own thread
   */
  public static CentralPresence start(String bootstrap, Consumer<Boolean> onChange) {
    return start(Tails.inThreads(), Clocks.system(), bootstrap, onChange);
  }

  /**
   * Begins to listen.
   *
   * @param tails begins to read the topic that tells
   * @param onChange told whether Central is there, when that is first known and whenever it
   *     changes, by whoever reads the topic
   */
  public static CentralPresence start(
      Tails tails, Clocks clocks, String bootstrap, Consumer<Boolean> onChange) {
    return new CentralPresence(
        tails.start(
            TailSettings.ofKey(
                bootstrap, Topic.NETWORK.topicName(), Topic.CENTRAL_KEY, TailSettings.Start.END),
            new Listener(clocks, onChange)));
  }

  @Override
  public void close() {
    tail.close();
  }

  private static final class Listener implements TailReader {
    private enum State {
      NOT_KNOWN,
      THERE,
      AWAY
    }

    private final Clocks clocks;
    private final Consumer<Boolean> onChange;
    private final Silence silence;
    private State state = State.NOT_KNOWN;

    Listener(Clocks clocks, Consumer<Boolean> onChange) {
      this.clocks = clocks;
      this.silence = new Silence(LIMIT, clocks.nanos());
      this.onChange = onChange;
    }

    @Override
    public void read(TailRecord heartbeat) {
      silence.heard(clocks.nanos());
      become(State.THERE);
    }

    @Override
    public void looked(boolean contact) {
      if (!contact) {
        silence.heard(clocks.nanos());
      } else if (silence.tooLong(clocks.nanos())) {
        become(State.AWAY);
      }
    }

    private void become(State next) {
      if (state != next) {
        state = next;
        onChange.accept(next == State.THERE);
      }
    }
  }
}
