package org.evcharging.engine.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.engine.HandClock;
import org.evcharging.engine.core.Input;
import org.evcharging.model.ChargePointId;
import org.evcharging.wire.Connection;
import org.evcharging.wire.EngineToMonitor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has connected to an Engine, without a socket. */
class ConversationsTest {
  private static final ChargePointId POINT = new ChargePointId("MAD-01");

  private final HandClock clock = new HandClock();
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final Watched engine = new Watched();
  private final Conversations conversations = new Conversations(engine, scheduler, clock);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void aMonitorIsAnsweredAndItsPlaceIsFreeWhenItHasGone() {
    Wire first = new Wire();
    Wire second = new Wire();
    Conversation monitor = conversations.open(first);
    Conversation other = conversations.open(second);

    monitor.hear("HELLO#MAD-01");
    monitor.hear("HEALTH");
    other.hear("HELLO#MAD-01");
    monitor.ended();
    other.hear("HELLO#MAD-01");

    assertThat(first.said).containsExactly("READY#MAD-01", "OK#-#-");
    assertThat(first.closed).isTrue();
    assertThat(second.said).containsExactly("REFUSED#another Monitor is connected", "READY#MAD-01");
    assertThat(engine.inputs)
        .containsExactly(
            new Input.MonitorCame(), new Input.MonitorLeft(Duration.ZERO), new Input.MonitorCame());
  }

  @Test
  void aMonitorMayBeSilentForThreeSecondsAndAStrangerForTen() {
    Conversation stranger = conversations.open(new Wire());
    Conversation monitor = conversations.open(new Wire());
    monitor.hear("HELLO#MAD-01");

    assertThat(watchFor(3)).isEmpty();
    assertThat(watchFor(1)).containsExactly(monitor);
    monitor.ended();
    assertThat(watchFor(6)).isEmpty();
    assertThat(watchFor(1)).containsExactly(stranger);
  }

  @Test
  void afterAPauseOfItsOwnNobodyWasSilent() {
    Conversation monitor = conversations.open(new Wire());
    monitor.hear("HELLO#MAD-01");

    clock.advance(Duration.ofSeconds(60));

    assertThat(conversations.watch()).isEmpty();
    assertThat(watchFor(3)).isEmpty();
    assertThat(watchFor(1)).containsExactly(monitor);
  }

  /** Those that were found silent at the end of so many seconds; none was before. */
  private List<Conversation> watchFor(int seconds) {
    List<Conversation> silent = List.of();
    for (int second = 0; second < seconds; second++) {
      assertThat(silent).isEmpty();
      clock.advance(Conversations.WATCH_INTERVAL);
      silent = conversations.watch();
    }
    return silent;
  }

  private static final class Wire implements Connection {
    private final List<String> said = new ArrayList<>();
    private boolean closed;

    @Override
    public boolean send(String payload) {
      return said.add(payload);
    }

    @Override
    public String peer() {
      return "there:1";
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Watched implements WatchedEngine {
    private final List<Input> inputs = new ArrayList<>();

    @Override
    public Optional<String> become(ChargePointId id) {
      return Optional.empty();
    }

    @Override
    public CompletableFuture<ChargePointId> ready() {
      return CompletableFuture.completedFuture(POINT);
    }

    @Override
    public EngineToMonitor health() {
      return new EngineToMonitor.Ok(Optional.empty());
    }

    @Override
    public void take(Input input) {
      inputs.add(input);
    }
  }
}
