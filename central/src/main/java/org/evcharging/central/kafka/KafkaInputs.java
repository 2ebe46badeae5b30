package org.evcharging.central.kafka;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.evcharging.central.core.Input;
import org.evcharging.central.state.NetworkInputs;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.Store;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Topic;
import org.evcharging.time.Clocks;

/**
 * What comes in by Kafka: one thread for requests, one for events. Each reads all partitions of its
 * topic, goes on by itself after any outage, and tells the network when both are read to the ends.
 * Thread-safe.
 */
public final class KafkaInputs implements AutoCloseable {
  static final Set<Topic> TOPICS = EnumSet.of(Topic.REQUESTS, Topic.EVENTS);

  private final InputProgress progress;
  private final List<InputReader> readers = new ArrayList<>();

  private KafkaInputs(InputProgress progress) {
    this.progress = progress;
  }

  /**
   * Begins to read.
   *
   * @param positions as {@link FirstPositions#settle} gave them
   * @param words takes sentences for the operator, from other threads: Kafka lost and regained,
   *     topics that are read anew
   * @param onFailure told in one line, from another thread, that the database cannot be read or
   *     that a program error keeps inputs from being decided: Central must stop
   */
  public static KafkaInputs start(
      String bootstrap,
      List<InputPosition> positions,
      Store store,
      NetworkInputs network,
      Clocks clocks,
      Consumer<String> words,
      Consumer<String> onFailure) {
    MessageCodec codec = new MessageCodec();
    InputProgress progress = new InputProgress(TOPICS, bootstrap, network::inputsCaughtUp, words);
    KafkaInputs inputs = new KafkaInputs(progress);
    for (Topic topic : TOPICS) {
      InputDecoder decoder =
          topic == Topic.REQUESTS
              ? new RequestDecoder(codec, store)
              : (value, _) -> new Input.EngineReported(codec.decodeEvent(value));
      inputs.readers.add(
          new InputReader(
              bootstrap,
              topic,
              new TopicFollower(
                  topic, ofTopic(positions, topic), decoder, network, progress, clocks),
              words,
              onFailure));
    }
    inputs.readers.forEach(InputReader::start);
    return inputs;
  }

  private static List<InputPosition> ofTopic(List<InputPosition> positions, Topic topic) {
    return positions.stream().filter(p -> p.topic().equals(topic.topicName())).toList();
  }

  /** Tells whether Kafka answers, as far as the last two seconds tell. */
  public boolean connected() {
    return progress.connected();
  }

  /**
   * Says that Central was paused: the network is told at once that it is behind, and that it has
   * caught up when the inputs are read to the ends seen after this call.
   */
  public void lookAgain() {
    readers.forEach(InputReader::lookAgain);
  }

  /** Stops reading and joins the threads; a record in hand is decided or read again later. */
  @Override
  public void close() {
    readers.forEach(InputReader::stop);
    readers.forEach(InputReader::join);
  }
}
