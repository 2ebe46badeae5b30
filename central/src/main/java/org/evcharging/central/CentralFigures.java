package org.evcharging.central;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.desk.DeskFigures;
import org.evcharging.central.http.Connections;
import org.evcharging.central.http.Figures;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.kafka.KafkaInputs;
import org.evcharging.central.state.AnswerTimes;
import org.evcharging.central.state.MoneyFlows;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.lock.LockReport;
import org.evcharging.message.Topic;

/**
 * What Central's parts count, gathered for who asks.
 *
 * @param begun what there is once Kafka is there
 * @param open connections that stand
 * @param clearingLocks what those of the clearing have cost
 */
record CentralFigures(
    CentralParts parts,
    SqliteStore store,
    Supplier<Optional<CentralParts.Begun>> begun,
    AnswerTimes answers,
    MoneyFlows money,
    Supplier<Connections> open,
    Supplier<List<LockReport>> clearingLocks)
    implements Figures, DeskFigures {

  @Override
  public Map<String, Long> stats() throws StoreFailure {
    NetworkSnapshot now = parts.network().snapshot();
    Archive.Counts counts = store.counts();
    Map<String, Long> stats = new LinkedHashMap<>();
    stats.put("monitors", connections().monitors());
    stats.put("drivers", counts.drivers());
    stats.put(
        "sessions", now.chargePoints().stream().filter(it -> it.session().isPresent()).count());
    stats.put("transactions", counts.movements());
    return stats;
  }

  @Override
  public Outcomes outcomes() {
    return parts.network().outcomes();
  }

  @Override
  public AnswerTimes.Spread answerTimes() {
    return answers.read();
  }

  @Override
  public Map<Movement, MoneyFlows.Flow> moneyFlows() {
    return money.read();
  }

  @Override
  public JournalCounters journalCounters() {
    return parts.journal().counters();
  }

  @Override
  public List<LockReport> locks() {
    List<LockReport> own =
        List.of(
            parts.network().lock().report(),
            parts.siteLocks(),
            parts.accounts().lockReport(),
            parts.journal().lockReport(),
            store.lockReport());
    return Stream.concat(own.stream(), clearingLocks.get().stream()).toList();
  }

  @Override
  public List<LockReport> mostWaitedForAccounts() {
    return parts.accounts().mostWaitedFor();
  }

  @Override
  public long outboxBacklog() {
    return begun.get().map(all -> all.publisher().backlog()).orElse(0L);
  }

  @Override
  public Map<Topic, Long> undecidedRecords() {
    return begun.get().map(all -> all.inputs().undecided()).orElseGet(CentralFigures::noneYet);
  }

  /** Each topic all the same: who watches is to see it from the start. */
  private static Map<Topic, Long> noneYet() {
    Map<Topic, Long> none = new EnumMap<>(Topic.class);
    KafkaInputs.TOPICS.forEach(topic -> none.put(topic, 0L));
    return none;
  }

  @Override
  public boolean kafkaAnswers() {
    return begun.get().map(all -> all.inputs().connected()).orElse(false);
  }

  @Override
  public Connections connections() {
    return open.get();
  }
}
