package org.evcharging.launcher.broker;

import java.util.function.Consumer;
import org.apache.kafka.common.utils.Exit;

/**
 * Keeps Kafka from ending the process: when its disk fails, say, it would halt the JVM, and Central
 * with it in the demo.
 */
final class KafkaExit {
  private KafkaExit() {}

  /** From now on, for the whole process, a wish to exit is reported and ends only its thread. */
  static void reportTo(Consumer<String> onFailure) {
    Exit.Procedure report =
        (code, message) -> {
          String why =
              "Kafka gave up (code %d%s); look at the disk of its data folder"
                  .formatted(code, message == null ? "" : ": " + message);
          onFailure.accept(why);
          throw new IllegalStateException(why);
        };
    Exit.setExitProcedure(report);
    Exit.setHaltProcedure(report);
  }
}
