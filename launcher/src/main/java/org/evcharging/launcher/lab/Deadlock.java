package org.evcharging.launcher.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.evcharging.console.UserError;
import org.evcharging.lock.LockOrderViolation;
import org.evcharging.lock.LockRank;
import org.evcharging.lock.Locks;

/**
 * Two threads take the same two locks, each in another order: each waits for the other, for ever.
 */
final class Deadlock implements Experiment {
  private static final String NETWORK = "network";
  private static final String ACCOUNT = "account D1";

  /** How often the JVM is asked whether threads wait for each other. */
  private static final Duration LOOK = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Protection protection;
  private final Scheduling scheduling;

  Deadlock(Protection protection, Scheduling scheduling) {
    this.protection = protection;
    this.scheduling = scheduling;
  }

  /** A lock, and what a timeline calls it. */
  private record Named(String name, ReentrantLock lock) {}

  @Override
  public Attempt attempt() throws InterruptedException {
    Named network = new Named(NETWORK, lock(LockRank.NETWORK, NETWORK));
    Named account = new Named(ACCOUNT, lock(LockRank.ACCOUNT, ACCOUNT));
    Race<Optional<LockOrderViolation>> race =
        Race.start(
            scheduling,
            racer -> takesBoth(racer, network, account),
            racer -> takesBoth(racer, account, network));
    Optional<String> found = watch(race);
    Optional<LockOrderViolation> violation =
        Arrays.stream(Side.values())
            .flatMap(side -> race.result(side).stream())
            .flatMap(Optional::stream)
            .findFirst();
    List<String> remarks = new ArrayList<>(found.stream().toList());
    violation.ifPresent(it -> remarks.add("LockOrderViolation: " + it.getMessage()));
    boolean isRight = found.isEmpty() && !race.broke();
    return new Attempt(
        isRight ? Outcome.RIGHT : Outcome.WRONG,
        words(found, violation),
        remarks,
        race.steps((_, note) -> words(note)),
        violation.map(it -> SourceLine.of(it.getStackTrace()[0])));
  }

  /** Without the order there are Java's own locks, which know no rank. */
  private ReentrantLock lock(LockRank rank, String name) {
    return switch (protection) {
      case WITHOUT -> new ReentrantLock();
      case WITH -> Locks.REAL.lock(rank, name);
    };
  }

  private static Optional<LockOrderViolation> takesBoth(Racer racer, Named first, Named second)
      throws InterruptedException {
    first.lock().lockInterruptibly();
    try {
      racer.note(Did.TAKES, first.name());
      racer.pause();
      racer.note(Did.WAITS, second.name());
      second.lock().lockInterruptibly();
      try {
        racer.note(Did.GETS, second.name());
        return Optional.empty();
      } finally {
        second.lock().unlock();
      }
    } catch (InterruptedException e) {
      racer.note(Did.GIVES_UP);
      return Optional.empty();
    } catch (LockOrderViolation e) {
      racer.note(Did.REFUSED, second.name());
      return Optional.of(e);
    } finally {
      racer.note(Did.RELEASES);
      first.lock().unlock();
    }
  }

  /** Waits until both have ended; who is found to wait for ever is interrupted. */
  private static Optional<String> watch(Race<Optional<LockOrderViolation>> race)
      throws InterruptedException {
    Optional<String> found = Optional.empty();
    long startNanos = System.nanoTime();
    while (!race.ended(LOOK)) {
      if (found.isEmpty()) {
        found = deadlocked(race.threads());
        if (found.isPresent()) {
          race.threads().getFirst().interrupt();
        }
      }
      if (System.nanoTime() - startNanos > PATIENCE.toNanos()) {
        throw new UserError(
            "two threads neither end nor wait for each other after " + PATIENCE.toSeconds() + " s");
      }
    }
    return found;
  }

  /** What the JVM itself says of threads that wait for each other; empty if none of these do. */
  private static Optional<String> deadlocked(List<Thread> threads) {
    long[] ids = THREADS.findDeadlockedThreads();
    if (ids == null) {
      return Optional.empty();
    }
    List<Long> ours = threads.stream().map(Thread::threadId).toList();
    String found =
        Arrays.stream(THREADS.getThreadInfo(ids))
            .filter(info -> info != null && ours.contains(info.getThreadId()))
            .map(info ->
                info.getThreadName() + " waits for a lock that " + info.getLockOwnerName() + " has")
            .collect(Collectors.joining(", "));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of("The JVM's own search for deadlocks (ThreadMXBean) says: " + found + ".");
  }

  private static String words(Note note) {
    return note.did() == Did.WAITS ? "wants \"" + note.about() + "\" too" : StepWords.of(note);
  }

  private static String words(Optional<String> found, Optional<LockOrderViolation> violation) {
    if (found.isPresent()) {
      return "Each waits for the other, for ever; here thread A was interrupted, to end it.";
    }
    return violation.isPresent()
        ? "The wrong order was refused before anybody waited for it; the other thread went on."
        : "The threads did not meet: nothing happened this time.";
  }

  @Override
  public void close() {}
}
