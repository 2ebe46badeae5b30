package org.evcharging.central.kafka;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages that one producer has in hand, in the order in which they were given to it: a ring
 * of places, made once, so that sending allocates nothing here. Acknowledgements come in any order
 * across partitions; a row counts as acknowledged when all before it are.
 *
 * <p>One thread sends; {@link Place#onCompletion} comes from the producer's thread, or from within
 * its {@code send}. A place is written by one of them at a time: taken and freed by the sending
 * thread, marked as landed in between by the other.
 */
final class Flight {
  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);
  private static final int LANDED = 1;

  private final Place[] places;
  private final AtomicIntegerArray landed;
  private volatile @Nullable Exception broken;

  /** The place of the message that is being given to the producer; none between two messages. */
  private final AtomicReference<@Nullable Place> giving = new AtomicReference<>();

  /** Stands in for the place being given once the producer has failed it. */
  private final Place refused = new Place(-1);

  // The sending thread alone uses these.
  private long head;
  private long tail;
  private long acknowledgedTo;

  /**
   * @param acknowledgedTo the row before the first that will be sent
   */
  Flight(int capacity, long acknowledgedTo) {
    this.places = new Place[capacity];
    this.landed = new AtomicIntegerArray(capacity);
    for (int i = 0; i < capacity; i++) {
      places[i] = new Place(i);
    }
    this.acknowledgedTo = acknowledgedTo;
  }

  /** One message on its way. */
  final class Place implements Callback {
    private final int index;
    private long row;
    private long sinceNanos;

    private Place(int index) {
      this.index = index;
    }

    /** It is there, whoever brought it. */
    void landed() {
      landed.set(index, LANDED);
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
      if (failure == null) {
        landed.set(index, LANDED);
      } else if (neverAcceptable(failure)) {
        LOG.error("outbox row={} can never be sent and is skipped: {}", row, failure.toString());
        landed.set(index, LANDED);
      } else if (giving.compareAndSet(this, refused)) {
        LOG.debug("not sent row={}: {}", row, failure.toString());
      } else {
        broken = failure;
      }
    }
  }

  private static boolean neverAcceptable(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException;
  }

  boolean full() {
    return tail - head == places.length;
  }

  int size() {
    return (int) (tail - head);
  }

  /**
   * Takes the next place, which must not be {@link #full}.
   *
   * @param row the message's; for one that is not a row, the row before it
   */
  Place take(long row, long nowNanos) {
    Place place = places[(int) (tail % places.length)];
    place.row = row;
    place.sinceNanos = nowNanos;
    tail++;
    giving.set(place);
    return place;
  }

  /**
   * Whether the producer refused, at once, the message it was given last; it is then not on its
   * way, and its place is free again. To be asked when {@code send} has returned: what fails by
   * then has nothing behind it that could overtake it; what fails later breaks the producer.
   */
  boolean wasRefused() {
    if (giving.getAndSet(null) != refused) {
      return false;
    }
    tail--;
    return true;
  }

  /** Frees the places of what has arrived, and gives the newest row before which all has. */
  long acknowledgedTo() {
    while (head < tail) {
      int index = (int) (head % places.length);
      if (landed.get(index) != LANDED) {
        break;
      }
      landed.set(index, 0);
      acknowledgedTo = places[index].row;
      head++;
    }
    return acknowledgedTo;
  }

  /** How long the oldest message has been on its way; 0 if there is none. */
  long oldestNanos(long nowNanos) {
    return head == tail ? 0 : nowNanos - places[(int) (head % places.length)].sinceNanos;
  }

  /** Why this producer is of no more use; null while it is. */
  @Nullable Exception broken() {
    return broken;
  }
}
