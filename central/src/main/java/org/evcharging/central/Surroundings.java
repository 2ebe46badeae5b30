package org.evcharging.central;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.monitors.RandomHex;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;

/**
 * All that Central's parts have of the process around them: time, threads, randomness, Kafka.
 *
 * @param completions runs what waits for a commit, each of which may block
 * @param decisions runs the decision of each operator's order, which may wait for room in the
 *     journal
 * @param timer for time-outs of orders
 * @param freshSessions gives ids that no session ever had
 * @param freshHex gives salts and command ids, which nobody guesses
 * @param words takes sentences for the operator, from any thread
 * @param onFailure told in one line, from any thread, that Central cannot go on
 */
public record Surroundings(
    Clocks clocks,
    KafkaAccess kafka,
    JournalOptions journal,
    Executor completions,
    Executor decisions,
    ScheduledExecutorService timer,
    Supplier<SessionId> freshSessions,
    Supplier<String> freshHex,
    Consumer<String> words,
    Consumer<String> onFailure) {

  /** Those of this process, with Kafka at an address. */
  static Surroundings ofThisProcess(
      String bootstrap, Consumer<String> words, Consumer<String> onFailure) {
    return new Surroundings(
        Clocks.system(),
        KafkaAccess.overTheNetwork(bootstrap),
        JournalOptions.DEFAULT,
        // What follows may block: never on the journal's thread, nor one behind the other.
        Thread::startVirtualThread,
        order -> Thread.ofVirtual().name("order").start(order),
        timeOuts(),
        new SessionIds(),
        RandomHex::next,
        words,
        onFailure);
  }

  private static ScheduledExecutorService timeOuts() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("order time-outs").factory(),
            // Once it is shut down no order can succeed, and so none takes long.
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
