package org.evcharging.launcher.lab;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one thread of a race knows of itself. Code that is called by the thread finds it with {@link
 * #running} and writes down what happens. Belongs to its thread, and when that has ended to who
 * waited for the end.
 */
final class Racer {
  private static final ScopedValue<Racer> RUNNING = ScopedValue.newInstance();

  private final Side side;
  private final Scheduling scheduling;
  private final WorstMoment worst;
  private final List<Note> notes = new ArrayList<>();
  private Optional<StackFrame> lockedAt = Optional.empty();
  private boolean hasRead;
  private long startNanos;

  Racer(Side side, Scheduling scheduling, WorstMoment worst) {
    this.side = side;
    this.scheduling = scheduling;
    this.worst = worst;
  }

  /** That of the calling thread; empty if it takes part in no race. */
  static Optional<Racer> running() {
    return RUNNING.isBound() ? Optional.of(RUNNING.get()) : Optional.empty();
  }

  /** Does in the calling thread what this one is to do, from the start on. */
  void run(StartingLine line, Runnable task) {
    ScopedValue.where(RUNNING, this)
        .run(() -> {
          startNanos = line.await();
          try {
            task.run();
          } finally {
            worst.ends(side);
          }
        });
  }

  void note(Did did) {
    note(did, "");
  }

  void note(Did did, String about) {
    notes.add(new Note(did, about, System.nanoTime() - startNanos));
  }

  /** It waits for what the other has. */
  void waits(String about) {
    note(Did.WAITS, about);
    worst.stands(side);
  }

  /** It has looked at what it decides upon: the worst moment to be stopped. Once in a race. */
  void reads() {
    if (!hasRead) {
      hasRead = true;
      note(Did.READS);
      worst.hasRead(side);
      pause();
    }
  }

  /** Stops it where it would harm most, if that is how this race is run. */
  void pause() {
    if (scheduling == Scheduling.AS_IT_COMES) {
      return;
    }
    worst.stands(side);
    if (worst.canGoOn(side.other()) || worst.isSecond(side)) {
      note(Did.STOPS);
      worst.await(side.other());
      if (worst.isSecond(side)) {
        worst.awaitEnd(side.other());
      }
      note(Did.GOES_ON);
    }
  }

  void locksAt(Optional<StackFrame> frame) {
    lockedAt = frame;
  }

  Side side() {
    return side;
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  /** Where in the sources it came to the lock; empty if it did not. */
  Optional<StackFrame> lockedAt() {
    return lockedAt;
  }
}
