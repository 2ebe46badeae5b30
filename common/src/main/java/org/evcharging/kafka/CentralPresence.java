package org.evcharging.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import org.evcharging.message.Topic;

/**
 * Whether Central is there: it is while its heartbeats arrive (spec §7), which it sends every 2 s.
 * While Kafka itself is away nobody can tell, and nothing is said.
 */
public final class CentralPresence implements AutoCloseable {
  /** Two heartbeats may be late; what is said after this is on a screen within 8 s (spec §5). */
  private static final Duration LIMIT = Duration.ofSeconds(6);

  private final TopicTail tail;

  private CentralPresence(TopicTail tail) {
    this.tail = tail;
  }

  /**
   * Begins to listen.
   *
   * @param onChange told whether Central is there, when that is first known and whenever it
   *     changes; on the listener's own thread
   */
  public static CentralPresence start(String bootstrap, Consumer<Boolean> onChange) {
    return new CentralPresence(
        TopicTail.start(
            TailSettings.ofKey(
                bootstrap, Topic.NETWORK.topicName(), Topic.CENTRAL_KEY, TailSettings.Start.END),
            new Listener(onChange)));
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

    private final Consumer<Boolean> onChange;
    private final Silence silence = new Silence(LIMIT, System.nanoTime());
    private State state = State.NOT_KNOWN;

    Listener(Consumer<Boolean> onChange) {
      this.onChange = onChange;
    }

    @Override
    public void read(TailRecord heartbeat) {
      silence.heard(System.nanoTime());
      become(State.THERE);
    }

    @Override
    public void looked(boolean contact) {
      if (!contact) {
        silence.heard(System.nanoTime());
      } else if (silence.tooLong(System.nanoTime())) {
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
