package org.evcharging.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.console.UserError;
import org.evcharging.engine.core.EngineRules;
import org.evcharging.engine.kafka.HeldSink;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.SessionId;
import org.evcharging.time.Clocks;
import org.evcharging.wire.EngineToMonitor;
import org.evcharging.wire.MonitorToEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole Engine keeps on its disk: after a kill, on a full disk, in a folder gone wrong. */
class EngineDiskTest {
  private static final ChargePointId POINT = new ChargePointId("MAD-01");
  private static final SessionId SESSION = new SessionId("s1");
  private static final MonitorToEngine HEALTH = new MonitorToEngine.CheckHealth();

  @TempDir private Path data;

  private final HeldSink sink = new HeldSink();
  private final HandFedCommands commands = new HandFedCommands();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<MonitorStandIn> monitors = new ArrayList<>();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private Engine engine;

  @BeforeEach
  void start() {
    commands.ready();
    engine = startIn(data);
  }

  @AfterEach
  void stop() {
    monitors.forEach(MonitorStandIn::close);
    engine.close();
    scheduler.shutdownNow();
  }

  private Engine startIn(Path folder) {
    return Engine.start(
        config(folder), new EngineLinks(commands, sink, scheduler, lines::add, Clocks.system()));
  }

  private static EngineConfig config(Path folder) {
    return new EngineConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        "localhost:9",
        folder,
        new EngineRules(22_000, 3_600, Optional.empty(), 7));
  }

  private MonitorStandIn monitor() throws Exception {
    MonitorStandIn monitor = MonitorStandIn.of("MAD-01", engine.port());
    monitors.add(monitor);
    return monitor;
  }

  /** Unless the Engine has refused meanwhile. */
  private void charge() {
    commands.feed(
        new EngineCommand.Authorize(POINT, SESSION, new DriverId("D1"), OptionalLong.empty()),
        new EngineCommand.Granted(POINT, SESSION));
    Optional<String> _ = engine.plug();
  }

  @Test
  void killedWhileItChargesAndBackItEndsTheSessionWithWhatItLastWrote() throws Exception {
    monitor();
    charge();
    await().atMost(Duration.ofSeconds(10)).until(() -> journalOf(data).contains(" READING s1 "));
    Path crashed = copy(data, "crashed");

    try (Engine _ = startIn(crashed)) {
      await().until(() -> ended(EndReason.ENGINE_RESTART));
      assertThat(sink.events())
          .filteredOn(event -> event.origin().boot() == 2)
          .singleElement()
          .isInstanceOfSatisfying(
              EngineEvent.Ended.class,
              ended -> assertThat(ended.energy().wh()).isEqualTo(lastReadingWh(crashed)));
    }
    // And once more: for a minute Kafka may lose what it has taken.
    try (Engine _ = startIn(crashed)) {
      await()
          .untilAsserted(() ->
              assertThat(sink.events())
                  .filteredOn(event -> event.origin().boot() == 3)
                  .singleElement()
                  .isInstanceOfSatisfying(
                      EngineEvent.Ended.class,
                      ended -> assertThat(ended.energy().wh()).isEqualTo(lastReadingWh(crashed))));
    }
  }

  @Test
  void anEndThatKafkaDidNotTakeBeforeTheKillIsToldAfterIt() throws Exception {
    monitor();
    charge();
    sink.goAway();
    assertThat(engine.unplug()).isEmpty();
    await().until(() -> journalOf(data).contains(" ENDED MAD-01 s1 UNPLUGGED "));
    Path crashed = copy(data, "crashed");
    sink.comeBack();

    try (Engine _ = startIn(crashed)) {
      await()
          .until(() ->
              sink.events().stream()
                  .anyMatch(
                      event -> event instanceof EngineEvent.Ended && event.origin().boot() == 2));
      assertThat(ended(EndReason.ENGINE_RESTART)).isFalse();
    }
  }

  @Test
  void withAFullDiskItIsFaultedAndWellAgainWhenThereIsRoom() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    engine.close();
    Files.delete(data.resolve("supply.journal"));
    Files.createSymbolicLink(data.resolve("supply.journal"), full);
    Path obstacle = Files.createDirectory(data.resolve("supply.journal.new"));
    engine = startIn(data);
    MonitorStandIn monitor = monitor();

    charge();

    await()
        .untilAsserted(() ->
            assertThat(monitor.ask(HEALTH))
                .isInstanceOfSatisfying(
                    EngineToMonitor.Ko.class,
                    ko ->
                        assertThat(ko.reason())
                            .endsWith("cannot be written (No space left on device)")));
    // What is not recorded is not said.
    assertThat(ended(EndReason.ENGINE_FAULT)).isFalse();
    Files.delete(obstacle);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> monitor.ask(HEALTH) instanceof EngineToMonitor.Ok);
    await().until(() -> ended(EndReason.ENGINE_FAULT));
    assertThat(journalOf(data)).contains(" ENDED MAD-01 s1 ENGINE_FAULT ");
    assertThat(lines).filteredOn(line -> line.contains("No space left")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commands.position", "supply.journal", "boot", "charge-point", "lock"})
  void aFolderInPlaceOfAFileIsOneClearLineAndNothingStaysOpen(String name) throws Exception {
    Path folder = data.resolve("other");
    Path file = folder.resolve(name);
    Files.createDirectories(file);
    EngineConfig config = config(folder);

    assertThatThrownBy(() -> Engine.start(config, lines::add))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString())
        .hasMessageEndingWith("with --data")
        .hasMessageNotContaining("\n");

    await()
        .until(() ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("engine-clock")));
    Files.delete(file);
    Engine.start(config, lines::add).close();
  }

  private static String journalOf(Path folder) {
    try {
      return Files.readString(folder.resolve("supply.journal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long lastReadingWh(Path folder) {
    String last =
        journalOf(folder)
            .lines()
            .filter(line -> line.contains(" READING "))
            .reduce((_, later) -> later)
            .orElseThrow();
    return Long.parseLong(last.substring(last.lastIndexOf(' ') + 1));
  }

  /** What a kill leaves: the files as they are at that moment. */
  private Path copy(Path folder, String name) throws IOException {
    Path copy = Files.createDirectories(data.resolve(name));
    for (String file : List.of("boot", "charge-point", "supply.journal")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private boolean ended(EndReason reason) {
    return sink.events().stream()
        .anyMatch(event ->
            event instanceof EngineEvent.Ended ended
                && ended.reason().equals(new EngineEvent.Why.Because(reason)));
  }
}
