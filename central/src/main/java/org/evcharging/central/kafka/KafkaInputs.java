package org.evcharging.central.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Store;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;

/**
 * What comes in by Kafka: a reader of requests, and one of events. Each reads all partitions of its
 * topic, goes on by itself after any outage, and both together tell the network when they are read
 * to the ends. Thread-safe; each reader is for one thread.
 */
public final class KafkaInputs {
  /** What is read. */
  public static final Set<Topic> TOPICS =
      Collections.unmodifiableSet(EnumSet.of(Topic.REQUESTS, Topic.EVENTS));

  private final InputProgress progress;
  private final List<InputReader> readers = new ArrayList<>();

  /**
   * Readers that have not begun.
   *
   * @param positions as {@link FirstPositions#settle} gave them
   * @param freshSessions gives ids that no session ever had
   * @param words takes sentences for the operator, by whoever steps: Kafka lost and regained,
   *     topics that are read anew
   * @param onFailure told in one line, by whoever steps, that the database cannot be read or that a
   *     program error keeps inputs from being decided: Central must stop
   */
  public KafkaInputs(
      KafkaAccess kafka,
      List<InputPosition> positions,
      Store store,
      Supplier<SessionId> freshSessions,
      NetworkInputs network,
      Clocks clocks,
      Consumer<String> words,
      Consumer<String> onFailure) {
    MessageCodec codec = new MessageCodec();
    progress = new InputProgress(TOPICS, kafka.bootstrap(), network::inputsCaughtUp, words);
    for (Topic topic : TOPICS) {
      InputDecoder decoder =
          topic == Topic.REQUESTS
              ? new RequestDecoder(codec, store, freshSessions)
              : (value, _) -> new Input.EngineReported(codec.decodeEvent(value));
      TopicFollower follower =
          new TopicFollower(topic, ofTopic(positions, topic), decoder, network, progress, clocks);
      readers.add(new InputReader(kafka, topic, follower, words, onFailure));
    }
  }

  private static List<InputPosition> ofTopic(List<InputPosition> positions, Topic topic) {
    return positions.stream().filter(p -> p.topic().equals(topic.topicName())).toList();
  }

  /** One a topic, to be stepped. */
  public List<InputReader> readers() {
    return List.copyOf(readers);
  }

  /**
   * Waits until both topics are read to the ends that were seen last.
   *
   * @param patience zero: only looks
   * @return false if it takes longer
   */
  public boolean awaitCaughtUp(Duration patience) throws InterruptedException {
    return progress.awaitCaughtUp(patience);
  }

  /** Tells whether Kafka answers, as far as the last two seconds tell. */
  public boolean connected() {
    return progress.connected();
  }

  /** Records of each topic that are not decided yet, as far as Kafka has told. */
  public Map<Topic, Long> undecided() {
    Map<Topic, Long> records = new EnumMap<>(Topic.class);
    readers.forEach(reader -> records.put(reader.topic(), reader.undecided()));
    return records;
  }

  /**
   * Says that Central was paused: the network is told at once that it is behind, and that it has
   * caught up when the inputs are read to the ends seen after this call.
   */
  public void lookAgain() {
    readers.forEach(InputReader::lookAgain);
  }
}
