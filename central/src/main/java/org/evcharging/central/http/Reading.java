package org.evcharging.central.http;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.state.AnswerTimes;
import org.evcharging.central.state.MoneyFlows;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.lock.LockReport;
import org.evcharging.message.Topic;

/** All figures of one moment, so that those of a scrape fit each other; see {@link Figures}. */
record Reading(
    NetworkSnapshot network,
    Outcomes outcomes,
    AnswerTimes.Spread answerTimes,
    Map<Movement, MoneyFlows.Flow> moneyFlows,
    JournalCounters journal,
    List<LockReport> locks,
    long outboxBacklog,
    Map<Topic, Long> undecidedRecords,
    boolean kafkaAnswers,
    Connections connections) {

  /** Reads all of them. Blocks for a commit. */
  static Reading of(HttpApi api) {
    Figures figures = api.figures();
    return new Reading(
        api.network().get(),
        figures.outcomes(),
        figures.answerTimes(),
        figures.moneyFlows(),
        figures.journalCounters(),
        figures.locks(),
        figures.outboxBacklog(),
        figures.undecidedRecords(),
        figures.kafkaAnswers(),
        figures.connections());
  }

  /** What has moved that way. */
  MoneyFlows.Flow flow(Movement movement) {
    return Objects.requireNonNull(moneyFlows.get(movement));
  }

  /** Records of an input topic that are not decided yet. */
  long undecided(Topic topic) {
    return Objects.requireNonNull(undecidedRecords.get(topic));
  }

  /** The lock of that name, which is there in each reading. */
  LockReport lock(String name) {
    return locks.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
