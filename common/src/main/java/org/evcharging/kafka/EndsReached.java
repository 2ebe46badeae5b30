package org.evcharging.kafka;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Answers when a tail has read to ends that were seen after the question. {@link #ask} may be
 * called by any thread, the rest by the tail's only.
 */
final class EndsReached {
  private record Waiting(Map<TopicPartition, Long> ends, List<CompletableFuture<Void>> askers) {}

  private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private volatile boolean cancelled;

  CompletableFuture<Void> ask() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    asked.add(answer);
    if (cancelled) {
      answer.cancel(false);
    }
    return answer;
  }

  /**
   * Looks where the ends are for those who have asked, and answers those whose ends are reached.
   */
  void look(TailCursor cursor) {
    if (!asked.isEmpty()) {
      seeEnds(cursor);
    }
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (cursor.hasReached(next.ends())) {
        each.remove();
        next.askers().forEach(asker -> asker.complete(null));
      }
    }
  }

  private void seeEnds(TailCursor cursor) {
    List<CompletableFuture<Void>> askers = new ArrayList<>();
    for (var asker = asked.poll(); asker != null; asker = asked.poll()) {
      askers.add(asker);
    }
    try {
      waiting.add(new Waiting(cursor.ends(), askers));
    } catch (WakeupException e) {
      asked.addAll(askers);
      throw e;
    } catch (KafkaException _) {
      // Kafka is away; they are asked about again at the next look.
      asked.addAll(askers);
    }
  }

  /** The topic is taken up anew: the ends seen before mean nothing now. */
  void startAgain() {
    waiting.forEach(each -> asked.addAll(each.askers()));
    waiting.clear();
  }

  void cancel() {
    cancelled = true;
    startAgain();
    asked.forEach(asker -> asker.cancel(false));
    asked.clear();
  }
}
