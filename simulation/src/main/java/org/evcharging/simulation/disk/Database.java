package org.evcharging.simulation.disk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What is on Central's disk: plain rows that anybody may look at, as {@code sqlite3} would show
 * them. Survives Central. Not thread-safe.
 */
public final class Database {
  /** Where the epoch begins: like a real database's, above that of any before it. */
  private static final long FIRST_EPOCH = 1_767_225_600L;

  private final Map<String, SessionRow> sessions = new LinkedHashMap<>();
  private final Map<String, SessionRow> open = new LinkedHashMap<>();
  private final Map<String, Transaction.RequestRow> requests = new LinkedHashMap<>();
  private final SortedMap<String, ChargePointRow> chargePoints = new TreeMap<>();
  private final Map<String, Set<String>> holdOffs = new TreeMap<>();
  private final Books books = new Books();
  private final Places places = new Places();
  private final NavigableMap<Long, Transaction.Message> outbox = new TreeMap<>();
  private final Map<String, PositionRow> positions = new TreeMap<>();
  private final List<Consumer<Transaction>> watchers = new ArrayList<>();
  private long epoch = FIRST_EPOCH;
  private long lastOutboxRow;

  /** A charge point as its Monitor registered it. */
  public record ChargePointRow(
      String id,
      String secretSalt,
      String secretHash,
      String site,
      String location,
      long priceMicrosPerKwh,
      long powerW) {}

  /** How far a partition is decided. */
  public record PositionRow(
      String topic, int partition, String topicId, long nextOffset, OptionalInt leaderEpoch) {}

  public void watch(Consumer<Transaction> watcher) {
    watchers.add(watcher);
  }

  /** Another Central opens it. */
  long raiseEpoch() {
    return ++epoch;
  }

  public long epoch() {
    return epoch;
  }

  /** All sessions there ever were, in the order of their requests. */
  public Map<String, SessionRow> sessions() {
    return sessions;
  }

  /** Those that are not over. */
  public Map<String, SessionRow> openSessions() {
    return open;
  }

  public SortedMap<String, ChargePointRow> chargePoints() {
    return chargePoints;
  }

  /** Who or what keeps a charge point out of order. */
  public Set<String> holdOffs(String chargePoint) {
    return holdOffs.getOrDefault(chargePoint, Set.of());
  }

  public Optional<Transaction.RequestRow> request(String driver, String requestId) {
    return Optional.ofNullable(requests.get(driver + " " + requestId));
  }

  public boolean knowsDriver(String driver) {
    return books.balances().containsKey(driver);
  }

  /** Drivers' money, and the network's. */
  public Books books() {
    return books;
  }

  /** What can be booked, and who has. */
  public Places places() {
    return places;
  }

  /** Messages that are not cleared, by row. */
  public NavigableMap<Long, Transaction.Message> outbox() {
    return outbox;
  }

  public Map<String, PositionRow> positions() {
    return positions;
  }

  public long lastOutboxRow() {
    return lastOutboxRow;
  }

  void put(SessionRow session) {
    sessions.put(session.id(), session);
    if (session.isOpen()) {
      open.put(session.id(), session);
    } else {
      open.remove(session.id());
    }
  }

  void put(Transaction.RequestRow request) {
    requests.put(request.driver() + " " + request.requestId(), request);
  }

  void put(ChargePointRow chargePoint) {
    chargePoints.put(chargePoint.id(), chargePoint);
  }

  boolean hold(String chargePoint, String source) {
    return holdOffs.computeIfAbsent(chargePoint, _ -> new TreeSet<>()).add(source);
  }

  boolean lift(String chargePoint, String source) {
    return holdOffs.getOrDefault(chargePoint, new TreeSet<>()).remove(source);
  }

  void put(PositionRow position) {
    positions.put(position.topic() + "/" + position.partition(), position);
  }

  void put(Transaction.Message message) {
    outbox.put(message.row(), message);
    lastOutboxRow = message.row();
  }

  void clearOutboxTo(long row) {
    outbox.headMap(row, true).clear();
  }

  void committed(Transaction transaction) {
    for (Consumer<Transaction> watcher : watchers) {
      watcher.accept(transaction);
    }
  }
}
