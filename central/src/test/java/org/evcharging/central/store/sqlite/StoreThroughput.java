package org.evcharging.central.store.sqlite;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/**
 * How fast the store writes authorisations: a request (two events, four messages), then its
 * confirmation (one event, two messages), then an end without messages, so that the driver can ask
 * again. Run by hand: folder, batches, entries a batch.
 */
public final class StoreThroughput {
  private static final int PAIRS = 5_000;

  private long row;
  private long sequence;
  private long offset;

  public static void main(String[] args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("store");
    int batches = args.length > 1 ? Integer.parseInt(args[1]) : 400;
    int entries = args.length > 2 ? Integer.parseInt(args[2]) : 500;
    new StoreThroughput().run(folder.resolve("ev.db"), batches, entries);
  }

  private void run(Path file, int batches, int entriesPerBatch) throws Exception {
    Instant at = Instant.now();
    try (SqliteStore store = SqliteStore.open(file)) {
      row = store.recovered().lastOutboxRow();
      sequence = store.recovered().epoch() * 1_000_000_000L;
      if (store.recovered().chargePoints().isEmpty()) {
        store.commit(scene(at));
      }
      long[] commitNanos = new long[batches];
      long rows = row;
      long events = 0;
      int perBatch = entriesPerBatch / 2;
      List<SessionId> authorized = new ArrayList<>();
      List<SessionId> requested = new ArrayList<>();
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long cpuNanos = 0;
      long startNanos = System.nanoTime();
      for (int i = 0; i < batches; i++) {
        List<Event.Durable> facts = new ArrayList<>();
        List<OutboxRow> outbox = new ArrayList<>();
        for (SessionId session : authorized) {
          facts.add(end(session, at));
        }
        for (SessionId session : requested) {
          facts.add(new Event.SessionAuthorized(session, at));
          messages(outbox, 2);
        }
        authorized = requested;
        requested = new ArrayList<>();
        for (int n = 0; n < perBatch; n++) {
          requested.add(request(facts, at));
          messages(outbox, 4);
        }
        events += facts.size();
        offset += 10;
        List<InputPosition> positions = new ArrayList<>();
        for (int partition = 0; partition < 48; partition++) {
          positions.add(new InputPosition("ev.requests", partition, "topic-id", offset));
          positions.add(new InputPosition("ev.events", partition, "topic-id", offset));
        }
        Batch batch =
            new Batch(
                facts,
                outbox,
                positions,
                i % 10 == 9 ? OptionalLong.of(row - 20_000) : OptionalLong.empty());
        long commitStart = System.nanoTime();
        long cpuStart = threads.getCurrentThreadCpuTime();
        store.commit(batch);
        cpuNanos += threads.getCurrentThreadCpuTime() - cpuStart;
        commitNanos[i] = System.nanoTime() - commitStart;
      }
      double seconds = (System.nanoTime() - startNanos) / 1e9;
      report(batches, perBatch, seconds, row - rows, events, commitNanos, cpuNanos / 1e9);
    }
  }

  private static void report(
      int batches,
      int perBatch,
      double seconds,
      long rows,
      long events,
      long[] commitNanos,
      double cpuSeconds) {
    double inCommit = Arrays.stream(commitNanos).sum() / 1e9;
    Arrays.sort(commitNanos);
    System.out.printf(
        "%,d batches of %d authorisations in %.2f s (%.2f s in commits, %.2f s CPU): %,.0f authorisations/s"
            + " (%,.0f a CPU second), %,.0f outbox rows/s, %,.0f events/s; commit p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
        batches,
        perBatch,
        seconds,
        inCommit,
        cpuSeconds,
        batches * perBatch / inCommit,
        batches * perBatch / cpuSeconds,
        rows / inCommit,
        events / inCommit,
        commitNanos[batches / 2] / 1e6,
        commitNanos[batches * 99 / 100] / 1e6,
        commitNanos[batches - 1] / 1e6);
  }

  private static Batch scene(Instant at) {
    List<Event.Durable> facts = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      facts.add(new Event.DriverAdmitted(new DriverId("D" + i), at));
      facts.add(
          new Event.ChargePointRegistered(
              new ChargePointId("CP-" + i),
              new SecretHash("salt", "hash"),
              new Place("Madrid", "Gran Vía 1"),
              new Tariff(250_000),
              22_000,
              at));
    }
    return new Batch(facts, List.of(), List.of(), OptionalLong.empty());
  }

  private SessionId request(List<Event.Durable> facts, Instant at) {
    long number = sequence++;
    int pair = (int) (number % PAIRS);
    // As random as the real ones, but ascending with time, as theirs are.
    SessionId session =
        new SessionId("%013d".formatted(number) + Long.toHexString(number * 0x9E3779B97F4A7C15L));
    DriverId driver = new DriverId("D" + pair);
    RequestId requestId =
        new RequestId("%013d".formatted(number) + Long.toHexString(number * 0xD1B54A32D192ED03L));
    ChargePointId chargePoint = new ChargePointId("CP-" + pair);
    facts.add(
        new Event.RequestTaken(
            new RequestKey(driver, requestId),
            new KnownRequest("START " + chargePoint, new Answer.Pending(session)),
            at));
    facts.add(
        new Event.SessionRequested(
            new OpenSession.Facts(
                session, requestId, driver, chargePoint, new Tariff(250_000), at)));
    return session;
  }

  private static Event.SessionEnded end(SessionId session, Instant at) {
    return new Event.SessionEnded(
        session, EndReason.UNPLUGGED, new Energy(1_000), new Money(25), at, at, true);
  }

  private void messages(List<OutboxRow> outbox, int count) {
    for (int i = 0; i < count; i++) {
      outbox.add(new OutboxRow(++row, 1, Topic.NOTIFICATIONS, new byte[8], new byte[250]));
    }
  }
}
