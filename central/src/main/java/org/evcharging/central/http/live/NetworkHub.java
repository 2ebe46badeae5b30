package org.evcharging.central.http.live;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.Totals;
import org.evcharging.model.ChargePointId;
import org.evcharging.time.Stepped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who watch the network what has changed of it, four times a second: of a charge point
 * that changes more often, nobody needs each state. Looks only while somebody watches. Thread-safe;
 * stepped by one thread.
 */
public final class NetworkHub implements Stepped {
  private static final Logger LOG = LoggerFactory.getLogger(NetworkHub.class);

  private static final Duration PERIOD = Duration.ofMillis(250);

  private final Supplier<NetworkSnapshot> network;
  private final Supplier<List<Message>> board;
  private final Words words;

  /** A leaf: whoever comes hears the whole first, and then each change, none twice. */
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Set<Watcher> watchers = new HashSet<>();

  @GuardedBy("lock")
  private Optional<Seen> seen = Optional.empty();

  /** How it is said. */
  public interface Words {
    /** All of it, for who begins to watch. */
    String whole(NetworkSnapshot network, List<Message> messages);

    /** What has changed. */
    String changed(List<ChargePointView> chargePoints, Totals totals, List<Message> messages);
  }

  private record Seen(NetworkSnapshot network, List<Message> messages) {}

  public NetworkHub(Supplier<NetworkSnapshot> network, Supplier<List<Message>> board, Words words) {
    this.network = network;
    this.board = board;
    this.words = words;
  }

  /** Lets somebody watch. Blocks for a commit, if nobody has watched yet. */
  public void add(Watcher watcher) {
    // Outside the lock: it waits for the disk.
    Optional<Seen> looked = look();
    if (looked.isEmpty()) {
      watcher.drop("Central's database has failed");
      return;
    }
    Seen now = looked.get();
    lock.lock();
    try {
      Seen whole = watchers.isEmpty() ? now : seen.orElse(now);
      seen = Optional.of(whole);
      watchers.add(watcher);
      watcher.tell(words.whole(whole.network(), whole.messages()));
    } finally {
      lock.unlock();
    }
  }

  public void remove(Watcher watcher) {
    lock.lock();
    try {
      watchers.remove(watcher);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Duration step(Duration patience) {
    if (isWatched()) {
      look().ifPresent(this::tell);
    }
    return PERIOD;
  }

  private void tell(Seen now) {
    lock.lock();
    try {
      seen.flatMap(before -> changes(before, now))
          .ifPresent(message -> watchers.removeIf(watcher -> !watcher.tell(message)));
      seen = Optional.of(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean isWatched() {
    lock.lock();
    try {
      return !watchers.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Empty if what is in memory will not reach the disk: Central stops then. */
  private Optional<Seen> look() {
    try {
      return Optional.of(new Seen(network.get(), board.get()));
    } catch (CompletionException e) {
      LOG.debug("network is not shown: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> changes(Seen before, Seen now) {
    Map<ChargePointId, ChargePointView> known = new HashMap<>();
    before.network().chargePoints().forEach(view -> known.put(view.id(), view));
    List<ChargePointView> changed = new ArrayList<>();
    for (ChargePointView view : now.network().chargePoints()) {
      if (!view.equals(known.get(view.id()))) {
        changed.add(view);
      }
    }
    List<Message> messages = newer(before.messages(), now.messages());
    return changed.isEmpty() && messages.isEmpty()
        ? Optional.empty()
        : Optional.of(words.changed(changed, now.network().totals(), messages));
  }

  /** The messages behind the last one known; all, if it has left the board. */
  private static List<Message> newer(List<Message> known, List<Message> now) {
    return known.isEmpty() ? now : now.subList(now.lastIndexOf(known.getLast()) + 1, now.size());
  }
}
