package org.evcharging.driver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evcharging.console.RecentWords;
import org.evcharging.driver.kafka.NetworkReading;
import org.evcharging.driver.prompt.ChargePointTable;
import picocli.CommandLine.Help.Ansi;

/** {@code list}: the charge points with their status, as Central last told. */
final class ChargePointList {
  /** Five heartbeats; the clocks of two machines may differ a little. */
  private static final Duration OUT_OF_DATE = Duration.ofSeconds(10);

  private final String bootstrap;
  private final Consumer<String> words;
  private final RecentWords known;

  /**
   * @param words takes sentences about how things stand
   * @param known is told the ids of the charge points
   */
  ChargePointList(String bootstrap, Consumer<String> words, RecentWords known) {
    this.bootstrap = bootstrap;
    this.words = words;
    this.known = known;
  }

  /** A table, in colour or not; nothing if it was stopped before it was read. */
  List<String> table(Ansi ansi, BooleanSupplier stopping) {
    return read(stopping)
        .map(reading -> ChargePointTable.lines(reading.chargePoints(), ansi))
        .orElse(List.of());
  }

  /** JSON, one object a charge point; nothing if it was stopped before it was read. */
  List<String> json(BooleanSupplier stopping) {
    return read(stopping)
        .map(reading -> ChargePointTable.json(reading.chargePoints()))
        .orElse(List.of());
  }

  private Optional<NetworkReading.Reading> read(BooleanSupplier stopping) {
    Optional<NetworkReading.Reading> reading = NetworkReading.read(bootstrap, words, stopping);
    reading.ifPresent(this::comment);
    reading.ifPresent(this::remember);
    return reading;
  }

  private void remember(NetworkReading.Reading reading) {
    reading.chargePoints().forEach(listed -> known.met(listed.state().chargePointId().value()));
  }

  private void comment(NetworkReading.Reading reading) {
    if (reading.centralHeardAt().isEmpty()) {
      words.accept("Central has not been heard yet");
      return;
    }
    Instant heardAt = reading.centralHeardAt().get();
    if (heardAt.plus(OUT_OF_DATE).isBefore(Instant.now())) {
      words.accept("Central cannot be reached; this is what it last said, at " + heardAt);
    }
  }
}
