package org.evcharging.simulation.cast;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.evcharging.simulation.net.Network;
import org.evcharging.simulation.world.Machine;

/** A program over its lives: started, killed, started again. */
final class Role<P extends Program> {
  private static final long TRY_AGAIN_NANOS = 500_000_000L;

  private final Machine machine;
  private final Network network;
  private final Supplier<P> start;
  private final BooleanSupplier mayStart;
  private Optional<P> program = Optional.empty();
  private Optional<P> stopping = Optional.empty();

  /**
   * @param start begins another life
   * @param mayStart whether it could start now; else it is tried again
   */
  Role(Machine machine, Network network, Supplier<P> start, BooleanSupplier mayStart) {
    this.machine = machine;
    this.network = network;
    this.start = start;
    this.mayStart = mayStart;
  }

  Machine machine() {
    return machine;
  }

  /** The program, while it lives. */
  Optional<P> program() {
    return program.filter(it -> it.life().isAlive());
  }

  /** Starts it, unless it lives. */
  void ensureStarted() {
    if (program().isPresent()) {
      return;
    }
    if (mayStart.getAsBoolean()) {
      program = Optional.of(start.get());
    } else {
      startAfter(TRY_AGAIN_NANOS);
    }
  }

  void startAfter(long delayNanos) {
    var _ = machine.world().after(delayNanos, this::ensureStarted);
  }

  /** Kills it; false if it was dead. */
  boolean kill(boolean silently) {
    Optional<P> living = program();
    living.ifPresent(it -> {
      it.dying();
      end(it, silently);
    });
    return living.isPresent();
  }

  private void end(P it, boolean silently) {
    machine.world().trace(machine.name(), () -> "is dead");
    it.life().kill();
    network.died(it.life(), silently);
  }

  /** Its process has ended by itself. */
  void ended() {
    program().ifPresent(it -> end(it, false));
  }

  /**
   * Tells it to stop; it ends so much later.
   *
   * @return false if it was dead
   */
  boolean stop(long endsAfterNanos) {
    Optional<P> living = program();
    living.ifPresent(it -> {
      stopping = living;
      it.life().live(it::stop);
      var _ = machine.world().after(endsAfterNanos, () -> endIfAlive(it));
    });
    return living.isPresent();
  }

  /** If it was told to stop, it ends now. */
  void endIfStopping() {
    stopping.ifPresent(this::endIfAlive);
  }

  private void endIfAlive(P it) {
    if (it.life().isAlive()) {
      end(it, false);
    }
  }
}
