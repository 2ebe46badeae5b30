package org.evcharging.central.journal;

import static org.evcharging.central.store.StoreSamples.NOON;
import static org.evcharging.central.store.StoreSamples.TARIFF;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreSamples;
import org.evcharging.central.store.sqlite.SqliteStore;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.message.Request;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;

/**
 * How many authorisations a second go through journal and store, messages encoded: for each a
 * request (two events, four messages), a confirmation (one event, two messages) and an end without
 * messages. Run by hand: authorisations, and {@code plain} for sessions without timelines.
 */
public final class JournalThroughput {
  /** Drivers and charge points; as many sessions are open at once. */
  private static final int PAIRS = 1_000;

  private final boolean timelines;

  private JournalThroughput(boolean timelines) {
    this.timelines = timelines;
  }

  public static void main(String[] args) throws Exception {
    int rounds = (args.length > 0 ? Integer.parseInt(args[0]) : 200_000) / PAIRS;
    Path file = Files.createTempDirectory("journal").resolve("ev.db");
    try (SqliteStore store = SqliteStore.open(file)) {
      store.commit(scene());
      Journal journal =
          new Journal(
              store,
              Clocks.system(),
              JournalOptions.DEFAULT,
              SetAside.beside(file),
              failure -> System.out.println(failure.line()));
      journal.addListener(committed -> {
        if (!committed.rows().isEmpty()) {
          journal.outboxAcknowledgedTo(committed.rows().getFirst().row() - 50_000);
        }
      });
      journal.start();
      new JournalThroughput(args.length < 2).run(journal, rounds);
      journal.close();
    }
  }

  private void run(Journal journal, int rounds) throws Exception {
    long startNanos = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      for (int pair = 0; pair < PAIRS; pair++) {
        append(journal, caused(request(facts(round, pair)), asked(facts(round, pair))));
      }
      for (int pair = 0; pair < PAIRS; pair++) {
        append(journal, caused(confirmation(facts(round, pair)), confirmed(facts(round, pair))));
      }
      for (int pair = 0; pair < PAIRS; pair++) {
        append(journal, caused(end(facts(round, pair)), ended(facts(round, pair))));
      }
    }
    journal.whenCommitted(journal.appended()).join();
    report(rounds * PAIRS, (System.nanoTime() - startNanos) / 1e9, journal.counters());
  }

  private static void report(int authorizations, double seconds, JournalCounters counters) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double cpuSeconds = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread.getThreadName().equals("journal")) {
        cpuSeconds = threads.getThreadCpuTime(thread.getThreadId()) / 1e9;
      }
    }
    System.out.printf(
        "%,d authorisations in %.2f s: %,.0f/s (%,.0f a CPU second of the journal), %,.0f entries/s,"
            + " %,.0f messages/s; %d commits, %.2f ms each on average, %.2f ms the longest%n",
        authorizations,
        seconds,
        authorizations / seconds,
        authorizations / cpuSeconds,
        counters.entries() / seconds,
        counters.outboxRows() / seconds,
        counters.batches(),
        counters.commitNanos().sum() / 1e6 / counters.batches(),
        counters.longestCommitNanos() / 1e6);
  }

  private Entry caused(Entry entry, Input input) {
    return new Entry(
        entry.events(),
        entry.outbound(),
        entry.states(),
        entry.position(),
        timelines ? Optional.of(new Entry.Cause(input, NOON, 0)) : Optional.empty());
  }

  private static Input asked(OpenSession.Facts facts) {
    return new Input.StartRequested(
        new Request.StartCharging(
            facts.requestId(), facts.driver().value(), facts.chargePoint().value()),
        NOON,
        Input.OnDisk.NOTHING,
        facts.id());
  }

  private static Input confirmed(OpenSession.Facts facts) {
    return new Input.EngineReported(new EngineEvent.Confirmed(origin(facts)));
  }

  private static Input ended(OpenSession.Facts facts) {
    return new Input.EngineReported(
        new EngineEvent.Ended(
            origin(facts), new EngineEvent.Why.Because(EndReason.UNPLUGGED), new Energy(1_000)));
  }

  private static EngineEvent.Origin origin(OpenSession.Facts facts) {
    return new EngineEvent.Origin(facts.chargePoint(), facts.id(), 1, 1);
  }

  private static void append(Journal journal, Entry entry) throws InterruptedException {
    journal.acquire(Lane.NORMAL);
    journal.append(entry);
  }

  private static Batch scene() {
    List<Event.Durable> events = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      events.add(StoreSamples.admitted("D" + pair));
      events.add(StoreSamples.registered("CP-" + pair));
    }
    return new Batch(events, List.of(), List.of(), OptionalLong.empty());
  }

  private static OpenSession.Facts facts(int round, int pair) {
    String id = "01J0%06d%04d".formatted(round, pair);
    return new OpenSession.Facts(
        new SessionId(id + "SESSION-ID"),
        new RequestId(id + "REQUEST-ID"),
        new DriverId("D" + pair),
        new ChargePointId("CP-" + pair),
        TARIFF,
        NOON);
  }

  private static Entry request(OpenSession.Facts facts) {
    Notification.Subject subject = facts.subject();
    return new Entry(
        List.of(
            new Event.RequestTaken(
                new RequestKey(facts.driver(), facts.requestId()),
                new KnownRequest("START " + facts.chargePoint(), new Answer.Pending(facts.id())),
                NOON),
            new Event.SessionRequested(facts)),
        List.of(
            new Outbound.ToDriver(new Notification.Step(subject, Stage.RECEIVED)),
            new Outbound.ToDriver(new Notification.Step(subject, Stage.CHECKING)),
            new Outbound.ToDriver(new Notification.Step(subject, Stage.ASKING_CHARGE_POINT)),
            new Outbound.ToEngine(
                new EngineCommand.Authorize(
                    facts.chargePoint(), facts.id(), facts.driver(), OptionalLong.empty()))),
        List.of(),
        position(facts));
  }

  private static Entry confirmation(OpenSession.Facts facts) {
    return new Entry(
        List.of(new Event.SessionAuthorized(facts.id(), NOON)),
        List.of(
            new Outbound.ToEngine(new EngineCommand.Granted(facts.chargePoint(), facts.id())),
            new Outbound.ToDriver(new Notification.Authorized(facts.subject()))),
        List.of(),
        position(facts));
  }

  private static Entry end(OpenSession.Facts facts) {
    Energy energy = new Energy(1_000);
    return new Entry(
        List.of(
            new Event.SessionEnded(
                facts.id(),
                EndReason.UNPLUGGED,
                energy,
                TARIFF.amountFor(energy),
                NOON,
                NOON,
                true)),
        List.of(),
        List.of(),
        position(facts));
  }

  private static Optional<InputPosition> position(OpenSession.Facts facts) {
    int partition = Math.floorMod(facts.chargePoint().hashCode(), 48);
    return Optional.of(new InputPosition("ev.requests", partition, "topic-id", 1));
  }
}
