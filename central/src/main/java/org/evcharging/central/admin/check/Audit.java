package org.evcharging.central.admin.check;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.console.UserError;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Topic;

/**
 * Whether everything adds up. The order in which things are read makes the answer exact while
 * Central goes on: first where the topics end that it writes, then the database, then where those
 * end that it reads, then all topics up to those ends. As nothing leaves Central before it is on
 * its disk, what was announced by then must be in the database; what is in the database must be
 * announced or wait in its outbox; and what it was decided on must have come in.
 */
public final class Audit {
  /** Rows are deleted this long after a request was taken. */
  static final Duration REQUESTS_KEPT = Duration.ofDays(7);

  /** Kafka by default keeps a week; of a partition that it has emptied, nothing else is known. */
  private static final Duration TRIMMED_AFTER = Duration.ofDays(6);

  private static final List<Rule> RULES =
      Stream.of(
              FileRules.ALL,
              RequestRules.ALL,
              SessionRules.ALL,
              BillRules.ALL,
              MoneyRules.ALL,
              EngineRules.ALL,
              DeadlineRules.ALL)
          .flatMap(List::stream)
          .toList();

  /** The first thing that the database knows: a request before that was made to another one. */
  private static final String BEGUN_AT =
      """
      SELECT coalesce(min(at), 0) FROM (
        SELECT min(registered_at) AS at FROM charge_point
        UNION ALL SELECT min(admitted_at) FROM driver
        UNION ALL SELECT min(taken_at) FROM request)
      """;

  /** The first run of Central on this database: what runs before it announced is not of it. */
  private static final String FIRST_EPOCH =
      """
      SELECT coalesce(
        (SELECT min(epoch) FROM note
         WHERE session IN (SELECT id FROM session)
            OR (request_id, driver) IN (SELECT request_id, driver FROM request)),
        (SELECT epoch FROM meta))
      """;

  private final Ledger ledger;
  private final TopicScan topics;
  private final Instant now;

  private Audit(Ledger ledger, TopicScan topics, Instant now) {
    this.ledger = ledger;
    this.topics = topics;
    this.now = now;
  }

  /**
   * Reads everything and compares. Changes nothing in Kafka or the database, and takes no lock that
   * Central would wait for.
   *
   * @throws UserError if Kafka or the database cannot be read, or do not belong together
   */
  public static Report of(String bootstrap, Path database, InstantSource clock) {
    try (TopicScan topics = TopicScan.open(bootstrap);
        Ledger ledger = Ledger.copyOf(database)) {
      topics.seeEndsAgain(Topic.REQUESTS, Topic.EVENTS);
      return new Audit(ledger, topics, clock.instant()).report(database);
    } catch (SQLException e) {
      throw new UserError(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Report report(Path database) throws SQLException {
    NetworkWatch network = new NetworkWatch();
    topics.read(Topic.NETWORK, network::take);
    requireSame(database, network.heartbeat());
    network.writeTo(ledger);
    ledger.run("BEGIN");
    Map<Topic, Long> wholeFrom = readTopics();
    ledger.run("COMMIT");
    ledger.index();
    writeFacts(network.aliveSince(now), wholeFrom);
    return Tally.of(ledger, problems(), network.aliveSince(now).isPresent());
  }

  /** Nothing would add up between the topics of one network and the database of another. */
  private void requireSame(Path database, Optional<Heartbeat> heartbeat) throws SQLException {
    String id = ledger.text("SELECT database FROM meta");
    if (heartbeat.isPresent() && !heartbeat.get().database().equals(id)) {
      throw new UserError(
          database
              + " (id "
              + id
              + ") is not the database of the Central on this Kafka (id "
              + heartbeat.get().database()
              + "); --bootstrap or --db is wrong");
    }
  }

  /** Returns from when on, in microseconds, each topic has everything. */
  private Map<Topic, Long> readTopics() throws SQLException {
    Positions positions = new Positions(ledger);
    Requests requests = new Requests(ledger, positions);
    Events events = new Events(ledger, positions);
    Announcements announcements = new Announcements(ledger);
    Map<Topic, Long> wholeFrom = new EnumMap<>(Topic.class);
    wholeFrom.put(Topic.REQUESTS, read(Topic.REQUESTS, requests::take));
    wholeFrom.put(Topic.EVENTS, read(Topic.EVENTS, events::take));
    for (Topic topic : List.of(Topic.COMMANDS, Topic.NOTIFICATIONS, Topic.DEAD_LETTERS)) {
      wholeFrom.put(topic, read(topic, record -> announcements.take(topic, record)));
    }
    takeOutbox(announcements);
    return wholeFrom;
  }

  private long read(Topic topic, TopicScan.RecordReader reader) throws SQLException {
    if (!topics.isTrimmed(topic)) {
      topics.read(topic, reader);
      return 0;
    }
    Map<Integer, Long> firstMs = new HashMap<>();
    topics.read(
        topic,
        record -> {
          firstMs.putIfAbsent(record.partition(), record.timestamp());
          reader.take(record);
        });
    long emptied = Micros.of(now.minus(TRIMMED_AFTER));
    return firstMs.values().stream().mapToLong(Micros::of).reduce(emptied, Math::max);
  }

  private void takeOutbox(Announcements announcements) throws SQLException {
    try (PreparedStatement query = ledger.prepare("SELECT messages FROM outbox ORDER BY last_row");
        ResultSet block = query.executeQuery()) {
      while (block.next()) {
        for (OutboxBlock.Message message : OutboxBlock.messages(block.getBytes(1))) {
          announcements.take(message, topics.partitionCount(message.topic()));
        }
      }
    }
  }

  private void writeFacts(Optional<Instant> aliveSince, Map<Topic, Long> wholeFrom)
      throws SQLException {
    try (Insertion facts = new Insertion(ledger, "fact", 8)) {
      facts.add(
          Micros.of(now),
          Micros.of(now.minus(REQUESTS_KEPT)),
          aliveSince.map(Micros::of),
          ledger.number(BEGUN_AT),
          ledger.number(FIRST_EPOCH),
          wholeFrom.getOrDefault(Topic.REQUESTS, 0L),
          wholeFrom.getOrDefault(Topic.NOTIFICATIONS, 0L),
          wholeFrom.getOrDefault(Topic.EVENTS, 0L));
    }
  }

  private Problems problems() throws SQLException {
    Problems problems = new Problems();
    ledger.each(
        "SELECT rule, line FROM odd",
        row -> problems.add(new Problem(row.getString(1), row.getString(2))));
    for (Rule rule : RULES) {
      ledger.each(rule.query(), row -> problems.add(new Problem(rule.name(), row.getString(1))));
    }
    return problems;
  }
}
