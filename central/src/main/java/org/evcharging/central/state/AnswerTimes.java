package org.evcharging.central.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.central.measure.Distribution;
import org.evcharging.central.measure.Histogram;
import org.evcharging.model.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * How long requests wait for their answers: from the moment Central has read them from Kafka until
 * the answer is on the disk, when it may leave. What an earlier run had read is not timed, nor a
 * request that only gets its first answer again.
 *
 * <p>Learnt from what is committed, on the journal's thread, so that nothing is timed under a
 * state's lock. Read by any thread.
 */
public final class AnswerTimes implements CommitListener {
  /**
   * Fine where the answer should be (5 ms alone, tens under load), coarse where something is wrong;
   * 6 s are just above what an Engine has to confirm.
   */
  private static final long[] LIMITS_MICROS = {
    500,
    1_000,
    2_000,
    3_000,
    5_000,
    8_000,
    12_000,
    20_000,
    30_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    6_000_000,
    15_000_000
  };

  private final LongSupplier nanos;
  private final Histogram authorized = Histogram.ofTimes(LIMITS_MICROS);
  private final Histogram denied = Histogram.ofTimes(LIMITS_MICROS);

  /**
   * When the requests were read whose sessions wait for their Engines: one a charge point at most.
   * The journal's thread's.
   */
  private final Map<SessionId, Long> waiting = new HashMap<>();

  /**
   * @param nanos the monotonic clock
   */
  public AnswerTimes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** In nanoseconds. */
  public record Spread(Distribution authorized, Distribution denied) {}

  /** All answers since the start. */
  public Spread read() {
    return new Spread(authorized.read(), denied.read());
  }

  @Override
  public void committed(Committed committed) {
    long nowNanos = nanos.getAsLong();
    for (Entry entry : committed.entries()) {
      if (entry.cause().isPresent()) {
        learn(entry.events(), entry.cause().get().receivedNanos(), nowNanos);
      }
    }
  }

  private void learn(List<Event> events, long receivedNanos, long nowNanos) {
    for (Event event : events) {
      switch (event) {
        case Event.SessionRequested it -> waiting.put(it.facts().id(), receivedNanos);
        case Event.RequestTaken(_, KnownRequest(_, Answer.Refused _), _) ->
            denied.add(nowNanos - receivedNanos);
        case Event.SessionDenied it -> answered(it.session(), denied, nowNanos);
        case Event.SessionAuthorized it -> answered(it.session(), authorized, nowNanos);
        // Their Engines have ended them before they were authorised.
        case Event.SessionExpired it -> waiting.remove(it.session());
        case Event.SessionEnded it -> waiting.remove(it.session());
        default -> {
          // No answer.
        }
      }
    }
  }

  private void answered(SessionId session, Histogram times, long nowNanos) {
    @Nullable Long receivedNanos = waiting.remove(session);
    if (receivedNanos != null) {
      times.add(nowNanos - receivedNanos);
    }
  }
}
