package org.evcharging.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.benchmarks.Figures.LockPrice;
import org.evcharging.benchmarks.Figures.Rate;
import org.evcharging.benchmarks.Figures.Restart;
import org.evcharging.benchmarks.Figures.Throughput;
import org.evcharging.benchmarks.rig.CentralProcess.Start;
import tools.jackson.databind.json.JsonMapper;

/** Figures as people and programs read them. */
final class Report {
  private static final List<String> HEAD = List.of("", "Central", "bare", "compared", "budget", "");

  private static final double PERCENT = 100;

  private Report() {}

  /** What {@code --json} prints. */
  private record Document(List<Verdict> budgets, Figures figures) {}

  static String json(Figures figures) {
    return JsonMapper.builder()
        .build()
        .writeValueAsString(new Document(Verdict.on(figures), figures));
  }

  /** Lines of text. */
  static List<String> text(Figures figures) {
    List<String> lines = new ArrayList<>(machine(figures.machine()));
    lines.add(
        Text.of(
            "%d rounds of %d s, medians over the rounds; Central logs warnings only",
            figures.rounds(), figures.secondsEach()));
    lines.add("");
    lines.addAll(table(figures));
    lines.add("");
    figures.throughput().forEach(each -> lines.add(processor(each)));
    figures.throughput().stream()
        .filter(each -> denied(each) > 0)
        .forEach(each -> lines.add(Text.of("%,d requests were denied", denied(each))));
    figures.money().ifPresent(money -> lines.addAll(MoneyLines.of(money)));
    figures.clearing().ifPresent(clearing -> lines.addAll(ClearingLines.of(clearing)));
    figures.lockPrice().ifPresent(price -> lines.add(locks(price)));
    figures.restart().ifPresent(restart -> lines.add(restart(restart)));
    return lines;
  }

  private static List<String> machine(Machine machine) {
    return List.of(
        Text.of(
            "%d cores (%s), heap %,d MiB, %s, disk %s",
            machine.cores(),
            machine.processor(),
            machine.heapMiB(),
            machine.system(),
            machine.fileSystem()),
        Text.of("Java %s, Kafka %s, SQLite %s", machine.java(), machine.kafka(), machine.sqlite()));
  }

  private static List<String> table(Figures figures) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (Verdict verdict : Verdict.on(figures)) {
      rows.add(
          List.of(
              verdict.what(),
              verdict.central(),
              verdict.bare(),
              verdict.compared(),
              verdict.budget(),
              verdict.met() ? "met" : "NOT MET"));
    }
    int[] widths = new int[HEAD.size()];
    rows.forEach(row -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    });
    return rows.stream().map(row -> aligned(row, widths)).toList();
  }

  private static String aligned(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
    }
    return line.toString().stripTrailing();
  }

  private static String processor(Throughput figures) {
    return Text.of(
        "processor's time for one, %,d in flight: with Central %.0f µs and %.0f µs of the broker;"
            + " with the relay %.0f µs and %.0f µs",
        figures.inFlight(),
        Median.of(figures.central(), Rate::processMicros),
        Median.of(figures.central(), Rate::brokerMicros),
        Median.of(figures.relay(), Rate::processMicros),
        Median.of(figures.relay(), Rate::brokerMicros));
  }

  private static String locks(LockPrice price) {
    return Text.of(
        "locks: %.1f takings a movement; timed, a movement takes %.1f µs of the processor, untimed"
            + " %.1f µs, %+.1f %%",
        Median.of(price.pairs(), pair -> pair.timed().lockTakings()),
        Median.of(price.pairs(), pair -> pair.timed().processMicros()),
        Median.of(price.pairs(), pair -> pair.untimed().processMicros()),
        PERCENT * price.timeShare());
  }

  private static String restart(Restart restart) {
    return Text.of(
        "restart: %.2f s of the processor, compilers included; with nothing in the database %.2f s",
        Median.of(restart.full(), Start::processorSeconds),
        Median.of(restart.empty(), Start::processorSeconds));
  }

  private static long denied(Throughput figures) {
    return figures.central().stream().mapToLong(Rate::denied).sum();
  }
}
