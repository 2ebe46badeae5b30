package org.evcharging.kafka;

import java.time.Duration;
import java.util.Optional;
import org.evcharging.time.Clocks;

/** Asks again and again which topic of a name there is, one question at a time. */
final class TopicWatch implements AutoCloseable {
  /** How often to make sure that the topic is still the one that it was. */
  private static final Duration IDENTITY_CHECK = Duration.ofSeconds(10);

  private final TopicLookup lookup;
  private final Clocks clocks;
  private Optional<TopicLookup.Question> asked = Optional.empty();
  private long askedAtNanos;

  TopicWatch(TopicLookup lookup, Clocks clocks) {
    this.lookup = lookup;
    this.clocks = clocks;
    this.askedAtNanos = clocks.nanos();
  }

  /** Asks; an answer to an earlier question is of no account any more. */
  void ask() {
    asked = Optional.of(lookup.ask());
    askedAtNanos = clocks.nanos();
  }

  /** Asks, unless a question is under way. */
  void askUnlessAsked() {
    if (asked.isEmpty()) {
      ask();
    }
  }

  /** Asks, if the last question is old. */
  void askIfDue() {
    if (clocks.nanos() - askedAtNanos > IDENTITY_CHECK.toNanos()) {
      ask();
    }
  }

  /** The question, once it is answered; it is given once. */
  Optional<TopicLookup.Question> answered(Duration patience) throws InterruptedException {
    if (asked.isEmpty() || !asked.get().answeredWithin(patience)) {
      return Optional.empty();
    }
    Optional<TopicLookup.Question> answered = asked;
    asked = Optional.empty();
    return answered;
  }

  @Override
  public void close() {
    lookup.close();
  }
}
