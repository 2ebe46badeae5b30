package org.evcharging.engine.kafka;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.evcharging.kafka.PositionMemory;
import org.evcharging.message.EngineCommand;
import org.evcharging.model.ChargePointId;

/** Where an Engine's commands come from. Thread-safe; may be shared by many Engines. */
public interface CommandSource extends AutoCloseable {
  /**
   * Hands the commands of one charge point to the handler: in order, one at a time, each at least
   * once, across breaks of contact.
   *
   * @param position keeps how far they were handled; if there is nothing in it yet, or nothing
   *     keeps it, they begin with those sent from now on
   * @param handler may block, and so hold the commands back
   * @param words takes a line for people when contact with Kafka is lost or found again
   */
  Feed follow(
      ChargePointId chargePoint,
      Optional<PositionMemory> position,
      Consumer<EngineCommand> handler,
      Consumer<String> words);

  @Override
  void close();

  /** The commands of one charge point, as long as they are wanted. */
  interface Feed extends AutoCloseable {
    /** Done once it is sure that no command sent from now on can be missed. */
    CompletableFuture<Void> ready();

    /** What it waits for as long as it is not ready: {@code Kafka at localhost:9092}. */
    String waitingFor();

    @Override
    void close();
  }
}
