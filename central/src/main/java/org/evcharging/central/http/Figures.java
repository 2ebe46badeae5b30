package org.evcharging.central.http;

import java.util.List;
import java.util.Map;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.state.AnswerTimes;
import org.evcharging.central.state.MoneyFlows;
import org.evcharging.lock.LockReport;
import org.evcharging.message.Topic;

/** What is counted anyway, for {@code /metrics}. Thread-safe; each is read once a scrape. */
public interface Figures {
  /** How requests and sessions came out; never ahead of the disk. */
  Outcomes outcomes();

  /** How long requests waited for their answers; never ahead of the disk. */
  AnswerTimes.Spread answerTimes();

  /** What money has moved since the start, each way there is; never ahead of the disk. */
  Map<Movement, MoneyFlows.Flow> moneyFlows();

  JournalCounters journalCounters();

  /** Each lock, and those of a kind together. */
  List<LockReport> locks();

  /** A few single account's locks: those that were waited for longest. */
  List<LockReport> mostWaitedForAccounts();

  /** Messages that wait for Kafka or are on their way. */
  long outboxBacklog();

  /** Records of each input topic that are not decided yet, as far as Kafka has told. */
  Map<Topic, Long> undecidedRecords();

  /** Whether Kafka answers, as far as the last two seconds tell. */
  boolean kafkaAnswers();

  Connections connections();
}
