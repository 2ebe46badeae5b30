package org.evcharging.central.admin;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ev admin locks}. */
@Command(
    name = "locks",
    description =
        "Shows each lock of Central's: who has it, who waits, and what it has cost so far.",
    footer = {
      "",
      "Drivers' accounts have a lock each: they are shown together, and one by one those that",
      "somebody had to wait for. Times are in milliseconds.",
      "",
      "Examples:",
      "  ev admin locks",
      "  ev admin locks --watch          again each second, until Ctrl-C",
      "  ev admin locks --json"
    })
final class LocksCli extends AdminCommand {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final double NANOS_PER_MILLI = 1_000_000;

  private static final List<String> HEADINGS =
      List.of(
          "LOCK", "RANK", "HOLDER", "WAITERS", "TAKEN", "WAITED", "LONGEST", "HELD", "LONGEST",
          "WHERE");

  @Option(names = "--watch", description = "Again each second, until stopped.")
  private boolean watch;

  @Override
  int ask(CentralClient central, Output output) {
    show(central, output);
    try {
      while (watch) {
        Thread.sleep(INTERVAL);
        output.line("");
        show(central, output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  private void show(CentralClient central, Output output) {
    JsonNode locks = central.get("/debug/locks", Map.of()).body();
    if (json()) {
      output.json(locks);
    } else {
      output.table(HEADINGS, locks.valueStream().map(LocksCli::row).toList());
    }
  }

  private static List<String> row(JsonNode lock) {
    long locks = lock.path("locks").asLong();
    JsonNode holder = lock.path("holder");
    return List.of(
        lock.path("name").asString() + (locks == 1 ? "" : " (" + locks + ")"),
        lock.path("rank").asString(),
        holder.isMissingNode()
            ? "-"
            : holder.path("thread").asString() + ": " + holder.path("reason").asString(),
        lock.path("waiters").asString(),
        lock.path("acquisitions").asString(),
        millis(lock.path("totalWaitNanos")),
        millis(lock.path("longestWaitNanos")),
        millis(lock.path("totalHoldNanos")),
        millis(lock.path("longestHoldNanos")),
        lock.path("longestHoldAt").asString("-"));
  }

  private static String millis(JsonNode nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos.asLong() / NANOS_PER_MILLI);
  }
}
