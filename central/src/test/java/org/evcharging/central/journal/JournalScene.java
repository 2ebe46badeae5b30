package org.evcharging.central.journal;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.central.store.StoreSamples;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;

/** A journal on a {@link ScriptedStore}, and all that it handed on. */
final class JournalScene implements AutoCloseable {
  final ScriptedStore store = new ScriptedStore();
  final List<Entry> handedOn = new CopyOnWriteArrayList<>();
  final List<OutboxRow> rows = new CopyOnWriteArrayList<>();
  final List<StoreFailure> failures = new CopyOnWriteArrayList<>();
  final SetAside setAside;
  final Journal journal;

  JournalScene(Path folder, JournalOptions options) {
    setAside = SetAside.beside(folder.resolve("ev.db"));
    journal =
        new Journal(
            store,
            Clocks.withWallClock(InstantSource.fixed(StoreSamples.NOON)),
            options,
            setAside,
            failures::add);
    journal.addListener(committed -> {
      handedOn.addAll(committed.entries());
      rows.addAll(committed.rows());
    });
    journal.start();
  }

  /** Readings that would wait for hours: only another transaction takes them along. */
  static JournalScene in(Path folder) {
    return new JournalScene(folder, new JournalOptions(1_000, 100, Duration.ofHours(1)));
  }

  long append(Entry entry) throws InterruptedException {
    journal.acquire(Lane.NORMAL);
    return journal.append(entry);
  }

  /** Keeps the next transaction from ending, and waits until it has begun with this entry. */
  void holdUpWith(Entry entry) throws InterruptedException {
    store.holdUp();
    int before = store.commitsBegun.get();
    append(entry);
    await().until(() -> store.commitsBegun.get() > before);
  }

  List<Event.Durable> written() {
    return store.batches.stream().map(Batch::events).flatMap(List::stream).toList();
  }

  static Entry of(Event... events) {
    return new Entry(List.of(events), List.of(), List.of(), Optional.empty());
  }

  static Entry at(long offset, Event... events) {
    return new Entry(List.of(events), List.of(), List.of(), Optional.of(position(offset)));
  }

  static InputPosition position(long offset) {
    return new InputPosition("ev.events", 0, "id", offset);
  }

  static Entry grant(String... sessions) {
    return new Entry(
        List.of(),
        Arrays.stream(sessions)
            .<Outbound>map(session ->
                new Outbound.ToEngine(
                    new EngineCommand.Granted(new ChargePointId("MAD-01"), new SessionId(session))))
            .toList(),
        List.of(),
        Optional.empty());
  }

  @Override
  public void close() {
    store.goOn();
    journal.close();
  }
}
