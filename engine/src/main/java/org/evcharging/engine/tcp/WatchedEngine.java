package org.evcharging.engine.tcp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.evcharging.engine.core.Input;
import org.evcharging.model.ChargePointId;
import org.evcharging.wire.EngineToMonitor;

/** An Engine, as its Monitor's connection sees it. Thread-safe. */
public interface WatchedEngine {
  /**
   * A Monitor, the only one, says which charge point this is. The first id is kept for good.
   *
   * @return why not, if it is another one already, or cannot be kept
   */
  Optional<String> become(ChargePointId id);

  /** Done, with the Engine's id, once it is set to receive commands. */
  CompletableFuture<ChargePointId> ready();

  /** OK or KO. */
  EngineToMonitor health();

  /** Takes an input; it is in force on return. */
  void take(Input input);
}
