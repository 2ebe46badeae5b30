package org.evcharging.launcher.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.evcharging.console.UserError;

/**
 * Two real threads that do the same thing at the same time.
 *
 * @param <T> what each of them comes to
 */
final class Race<T> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * What a thread does.
   *
   * @param <T> what it comes to
   */
  @FunctionalInterface
  interface Task<T> {
    T run(Racer racer) throws Exception;
  }

  /** Says in words what a thread did, now that it is known what came of it. */
  @FunctionalInterface
  interface Words {
    String of(Side side, Note note);
  }

  private final Map<Side, Racer> racers = new EnumMap<>(Side.class);
  private final Map<Side, Thread> threads = new EnumMap<>(Side.class);
  private final Map<Side, T> results = new ConcurrentHashMap<>();

  private Race() {}

  /** Lets both run, and returns at once. */
  static <T> Race<T> start(Scheduling scheduling, Task<T> a, Task<T> b) {
    Race<T> race = new Race<>();
    WorstMoment worst = new WorstMoment();
    StartingLine line = new StartingLine(Side.values().length);
    race.add(new Racer(Side.A, scheduling, worst), line, a);
    race.add(new Racer(Side.B, scheduling, worst), line, b);
    race.threads.values().forEach(Thread::start);
    return race;
  }

  /** Lets both run, and waits until both have ended. */
  static <T> Race<T> run(Scheduling scheduling, Task<T> a, Task<T> b) throws InterruptedException {
    Race<T> race = start(scheduling, a, b);
    for (Thread thread : race.threads.values()) {
      if (!thread.join(PATIENCE)) {
        throw new UserError(
            "thread " + thread.getName() + " has not ended after " + PATIENCE.toSeconds() + " s");
      }
    }
    return race;
  }

  private void add(Racer racer, StartingLine line, Task<T> task) {
    racers.put(racer.side(), racer);
    threads.put(
        racer.side(),
        Thread.ofPlatform()
            .name("thread " + racer.side())
            .daemon()
            .unstarted(() -> racer.run(line, () -> run(racer, task))));
  }

  private void run(Racer racer, Task<T> task) {
    try {
      results.put(racer.side(), task.run(racer));
    } catch (InterruptedException e) {
      racer.note(Did.GIVES_UP);
    } catch (Exception e) {
      racer.note(Did.BREAKS, e.toString());
    }
  }

  /** Waits that long for the end of both. */
  boolean ended(Duration within) throws InterruptedException {
    for (Thread thread : threads.values()) {
      if (!thread.join(within)) {
        return false;
      }
    }
    return true;
  }

  List<Thread> threads() {
    return List.copyOf(threads.values());
  }

  /** What a thread has come to; empty if it broke. */
  Optional<T> result(Side side) {
    return Optional.ofNullable(results.get(side));
  }

  /** Tells whether a thread failed in a way that nobody foresaw. */
  boolean broke() {
    return racers.values().stream()
        .flatMap(racer -> racer.notes().stream())
        .anyMatch(note -> note.did() == Did.BREAKS);
  }

  /** What both did, in the order in which it happened. */
  List<Step> steps(Words words) {
    List<Step> steps = new ArrayList<>();
    racers.forEach((side, racer) -> {
      for (Note note : racer.notes()) {
        steps.add(new Step(side, note.atNanos(), note.did(), words.of(side, note)));
      }
    });
    steps.sort(Comparator.comparingLong(Step::atNanos));
    return List.copyOf(steps);
  }

  /** Where in the sources they came to the lock. */
  Optional<SourceLine> lockedAt() {
    return racers.values().stream()
        .flatMap(racer -> racer.lockedAt().stream())
        .findFirst()
        .map(SourceLine::of);
  }
}
