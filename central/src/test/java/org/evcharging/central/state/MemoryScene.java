package org.evcharging.central.state;

import java.nio.file.Path;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.kafka.MemoryStore;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.Store;
import org.evcharging.time.Clocks;

/** What is around accounts and network, without a disk and without threads. */
final class MemoryScene {
  /** One that knows nothing: all there is, is in memory. */
  static final Store STORE = new MemoryStore();

  private MemoryScene() {}

  /** One that takes entries and writes none. */
  static Journal journal() {
    return new Journal(
        STORE,
        Clocks.system(),
        JournalOptions.DEFAULT,
        SetAside.beside(Path.of("ev.db")),
        Runnable::run,
        _ -> {});
  }
}
