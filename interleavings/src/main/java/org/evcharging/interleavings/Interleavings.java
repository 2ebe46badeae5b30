package org.evcharging.interleavings;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Whether two threads can tell a class from one that does its operations one after the other.
 * Lincheck makes scenarios of them, switches threads at every step that could matter, and looks for
 * an order of the operations that explains all results.
 */
public final class Interleavings {
  /** Few, as each is run by some schedules; in the profile "long" many. */
  private static final int SCENARIOS = Integer.getInteger("tests.scenarios", 2);

  private static final int SCHEDULES = 25;

  /** The first that fails ends it. */
  private static final int MOST_SCENARIOS = 100;

  private static final int MOST_SCHEDULES = 100;

  /** Collections that keep within their arrays whatever two threads do to them. */
  private static final Set<String> LOOKED_INTO =
      Set.of("java.util.HashMap", "java.util.LinkedHashMap", "java.util.ArrayDeque");

  /** What has nothing that threads share. */
  private static final List<String> PASSED_OVER =
      List.of(
          "ch.qos.logback.", "java.nio.", "org.evcharging.message.", "sun.nio.", "tools.jackson.");

  /** What calls nothing that could wait, and so hides no lock, or is shown elsewhere. */
  private static final List<String> ONE_STEP_EACH =
      List.of(
          "java.io.",
          "org.apache.kafka.",
          "org.evcharging.kafka.",
          "org.evcharging.lock.LockFigures",
          "org.evcharging.model.");

  private Interleavings() {}

  /**
   * As with the lock: some order explains every result.
   *
   * @param oneStepEach how names of further classes begin in which threads need not be switched:
   *     what calls nothing that could wait, or is shown elsewhere
   */
  public static void allMakeSense(Class<?> operations, String... oneStepEach) {
    scenarios(SCENARIOS, SCHEDULES, oneStepEach).check(operations);
  }

  /**
   * As without it: no order explains some result. That nothing goes on would prove nothing.
   *
   * @param oneStepEach as with the lock
   */
  public static void someMakesNone(Class<?> operations, String... oneStepEach) {
    assertThatThrownBy(
            () -> scenarios(MOST_SCENARIOS, MOST_SCHEDULES, oneStepEach).check(operations))
        .isInstanceOf(LincheckAssertionError.class)
        .hasMessageNotContaining("has hung");
  }

  private static ModelCheckingOptions scenarios(
      int count, int schedulesEach, String... oneStepEach) {
    return new ModelCheckingOptions()
        .threads(2)
        .actorsBefore(0)
        .actorsPerThread(2)
        .actorsAfter(1)
        .iterations(count)
        .invocationsPerIteration(schedulesEach)
        .minimizeFailedScenario(false)
        .addGuarantee(forClasses(Interleavings::isPassedOver).allMethods().ignore())
        .addGuarantee(
            forClasses(type -> isOneStep(type, oneStepEach)).allMethods().treatAsAtomic());
  }

  private static boolean isPassedOver(String type) {
    return PASSED_OVER.stream().anyMatch(type::startsWith);
  }

  /**
   * Threads are switched before a call of these, not in it. Some collections would be led to write
   * beyond the end of their arrays, which Lincheck 3.7 does not survive.
   */
  private static boolean isOneStep(String type, String... more) {
    return Stream.concat(ONE_STEP_EACH.stream(), Stream.of(more)).anyMatch(type::startsWith)
        || (type.startsWith("java.util.")
            && !type.startsWith("java.util.concurrent.")
            && !LOOKED_INTO.contains(type));
  }
}
