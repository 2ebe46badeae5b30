package org.evcharging.kafka;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.evcharging.kafka.TailSettings.Scope;
import org.evcharging.time.Clocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a tail has come: in memory over changes of Kafka's client, and on disk over restarts. A
 * file that cannot be written is no reason to stop: records then come again. Not thread-safe.
 */
final class TailMemory {
  private static final Logger LOG = LoggerFactory.getLogger(TailMemory.class);

  /**
   * How late a position may be saved when only others' records passed by. What was handed over is
   * remembered at once: an Engine must not take a command of its last life for a new one.
   */
  private static final long SAVE_IDLE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Clocks clocks;
  private final Optional<PositionMemory> file;
  private List<Position> known;
  private final Set<TopicPartition> cut = new HashSet<>();
  private boolean stoodInTopic;
  private boolean sawTopicMissing;

  private List<Position> saved = List.of();

  /** What was handed over is not saved yet. */
  private boolean saveSoon;

  private long savedAtNanos;
  private boolean saidTrouble;

  /**
   * @throws UncheckedIOException if the saved position cannot be read
   */
  TailMemory(TailSettings settings, Clocks clocks) {
    this.clocks = clocks;
    this.savedAtNanos = clocks.nanos();
    this.file = settings.scope() instanceof Scope.OneKey one ? one.position() : Optional.empty();
    this.known = file.flatMap(PositionMemory::read).map(List::of).orElse(List.of());
  }

  /**
   * Kafka has lost records of these partitions that were read: where they were left says nothing,
   * until they are taken up again.
   */
  void lostRecords(Set<TopicPartition> partitions) {
    cut.addAll(partitions);
  }

  boolean isCut(TopicPartition partition) {
    return cut.contains(partition);
  }

  /** Where the topic was left; of one key one position, else one a partition. */
  List<Position> known() {
    return known;
  }

  void topicMissing() {
    sawTopicMissing = true;
  }

  /** Tells whether this topic was made while this tail looked on. */
  boolean madeAnew(TopicLookup.Topic topic) {
    return sawTopicMissing
        || (stoodInTopic && known.stream().noneMatch(p -> p.topicId().equals(topic.id())));
  }

  void standsAt(List<Position> positions) {
    known = positions;
    cut.clear();
    stoodInTopic = true;
  }

  /**
   * A record was handed over. That is saved before the next is: of many that come at once, those
   * that were seen must not come again because the process is killed amid them.
   *
   * @param position behind the record
   */
  void handedOver(Position position) {
    if (file.isPresent()) {
      known = List.of(position);
      save();
      if (!known.equals(saved)) {
        saveSoon = true;
      }
    }
  }

  void saveIfDue() {
    if (saveSoon || clocks.nanos() - savedAtNanos > SAVE_IDLE_NANOS) {
      save();
    }
  }

  void save() {
    savedAtNanos = clocks.nanos();
    if (file.isEmpty() || !stoodInTopic || known.equals(saved)) {
      return;
    }
    try {
      file.get().write(known.getFirst());
      saved = known;
      saveSoon = false;
      saidTrouble = false;
    } catch (UncheckedIOException e) {
      if (!saidTrouble) {
        saidTrouble = true;
        LOG.warn(
            "position not saved, so records may come again after a restart: {}", e.getMessage());
      }
    }
  }
}
