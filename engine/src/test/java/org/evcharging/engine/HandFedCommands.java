package org.evcharging.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.evcharging.engine.kafka.CommandSource;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;

/** Stands for {@code ev.commands}: the test says what is in it, and when it can be read. */
final class HandFedCommands implements CommandSource {
  private final List<ChargePointId> followed = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile Consumer<EngineCommand> handler = command -> {};

  HandFedCommands ready() {
    ready.complete(null);
    return this;
  }

  void feed(EngineCommand... commands) {
    for (EngineCommand command : commands) {
      handler.accept(command);
    }
  }

  List<ChargePointId> followed() {
    return List.copyOf(followed);
  }

  @Override
  public Feed follow(
      ChargePointId chargePoint,
      Optional<PositionMemory> position,
      Consumer<EngineCommand> newHandler,
      Consumer<String> words) {
    followed.add(chargePoint);
    handler = newHandler;
    return new Feed() {
      @Override
      public CompletableFuture<Void> ready() {
        return ready;
      }

      @Override
      public String waitingFor() {
        return "Kafka at localhost:9";
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}
}
