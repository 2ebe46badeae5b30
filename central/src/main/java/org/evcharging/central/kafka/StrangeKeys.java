package org.evcharging.central.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.evcharging.kafka.Tail;
import org.evcharging.kafka.TailReader;
import org.evcharging.kafka.TailRecord;
import org.evcharging.kafka.TailSettings;
import org.evcharging.lock.Locks;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;

/**
 * Looks once through {@code ev.network} for charge points that the database does not know: left by
 * a database that is gone, they would be shown for ever. Thread-safe.
 */
final class StrangeKeys implements TailReader, AutoCloseable {
  private enum Progress {
    READING,
    COMPLETE,
    TOLD
  }

  private final ReentrantLock lock;

  @GuardedBy("lock")
  private final Set<String> keys = new TreeSet<>();

  @GuardedBy("lock")
  private Progress progress = Progress.READING;

  private final Tail tail;

  /** Begins to look. */
  StrangeKeys(KafkaAccess kafka, Locks locks) {
    this.lock = locks.leaf();
    this.tail =
        kafka
            .tails()
            .start(
                TailSettings.ofAll(
                    kafka.bootstrap(), Topic.NETWORK.topicName(), TailSettings.Start.BEGINNING),
                this);
  }

  @Override
  public void read(TailRecord record) {
    lock.lock();
    try {
      if (record.removesKey()) {
        keys.remove(record.key());
      } else if (isChargePoint(record.key())) {
        keys.add(record.key());
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isChargePoint(String key) {
    return !key.isEmpty() && !key.equals(Topic.CENTRAL_KEY);
  }

  @Override
  public void caughtUp() {
    lock.lock();
    try {
      progress = Progress.COMPLETE;
    } finally {
      lock.unlock();
    }
  }

  /** Those found that are not on the board, once, when the topic was read to its end. */
  List<String> found(StateBoard board) {
    List<String> strange = new ArrayList<>();
    lock.lock();
    try {
      if (progress != Progress.COMPLETE) {
        return strange;
      }
      progress = Progress.TOLD;
      strange.addAll(keys);
    } finally {
      lock.unlock();
    }
    close();
    strange.removeIf(key -> ChargePointId.wellFormed(key) && board.knows(new ChargePointId(key)));
    return strange;
  }

  @Override
  public void close() {
    tail.close();
  }
}
