package org.evcharging.simulation;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.evcharging.simulation.plan.Plan;
import org.evcharging.simulation.world.Trace;

/** What a person needs to know of a broken promise: which, how it came, how to see it again. */
final class FailureReport {
  private static final int LAST_LINES = 30;

  /** Some seconds of a processor. */
  private static final int TRIES = 300;

  private final Runs runs;
  private final Result.Broken broken;

  FailureReport(Runs runs, Result.Broken broken) {
    this.runs = runs;
    this.broken = broken;
  }

  void print(PrintWriter to) {
    long seed = broken.seed();
    to.println();
    to.println("Seed " + seed + " breaks a promise: " + broken.promise());
    to.println("  " + broken.values());
    to.println("The last that happened before:");
    lastLines().forEach(line -> to.println("  " + line));
    to.println("To see it all again:");
    to.println("  " + runs.command(seed));
    to.flush();
    Plan whole = runs.plan(seed);
    Runs shorter = runs.withOnly(shrunk(whole));
    Plan plan = shorter.plan(seed);
    to.println(
        "It takes only " + plan.items().size() + " of " + whole.items().size() + " in the plan:");
    plan.items().forEach(item -> to.println("  " + item));
    to.println("  " + shorter.command(seed));
  }

  private Deque<String> lastLines() {
    Deque<String> last = new ArrayDeque<>();
    runs.run(
        broken.seed(),
        Trace.to(line -> {
          if (last.size() == LAST_LINES) {
            last.removeFirst();
          }
          last.addLast(line);
        }));
    return last;
  }

  private Set<Integer> shrunk(Plan whole) {
    Set<Integer> all =
        whole.items().stream()
            .map(Plan.Item::number)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Shrinker(this::stillBreaks, TRIES).shrink(all);
  }

  private boolean stillBreaks(Set<Integer> items) {
    return runs.withOnly(items).run(broken.seed()) instanceof Result.Broken other
        && other.promise().equals(broken.promise());
  }
}
