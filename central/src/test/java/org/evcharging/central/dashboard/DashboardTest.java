package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.MessageBoard.Level;
import org.evcharging.central.state.MessageBoard.Message;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DashboardTest {
  private final CountingTerminal terminal = new CountingTerminal();
  private final MessageBoard board = new MessageBoard();
  private final AtomicReference<List<ChargePointView>> points =
      new AtomicReference<>(Scenes.allStatuses());
  private final AtomicReference<String> ordered = new AtomicReference<>("");
  private final AtomicReference<String> screenAtQuit = new AtomicReference<>();
  private final CountDownLatch quit = new CountDownLatch(1);
  private Dashboard dashboard = open(source());

  @AfterEach
  void close() {
    dashboard.close();
  }

  @Test
  void showsTheNetworkAndFollowsItsChanges() {
    awaitOnScreen("MAD-01");
    points.set(Scenes.many(3));
    awaitOnScreen("MAD-001");
    assertThat(screen()).doesNotContain("MAD-01");
  }

  @Test
  void anOrderTypedReachesTheDeskAndItsResultTheScreen() {
    type("st");
    press(KeyType.Tab);
    type("MAD-02");
    press(KeyType.Enter);

    awaitOnScreen("stop MAD-02: done");
    assertThat(ordered).hasValue("STOP MAD-02 dashboard");
  }

  @Test
  void anUnknownCommandIsAnsweredInOneLine() {
    type("dance");
    press(KeyType.Enter);

    awaitOnScreen("unknown command \"dance\"");
  }

  @Test
  void followsAResizedWindow() {
    awaitOnScreen("MAD-01");
    terminal.setTerminalSize(new TerminalSize(80, 24));

    await().until(() -> DrawnScreen.row(terminal, 23).startsWith(" ›"));
  }

  @Test
  void pageDownScrolls() {
    points.set(Scenes.many(300));
    awaitOnScreen("MAD-001");
    press(KeyType.PageDown);

    await().until(() -> !screen().contains("MAD-001"));
    press(KeyType.PageUp);
    awaitOnScreen("MAD-001");
  }

  @Test
  void quitGivesTheTerminalBackBeforeItTells() throws InterruptedException {
    awaitOnScreen("MAD-01");
    type("quit");
    press(KeyType.Enter);

    assertThat(quit.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(screenAtQuit.get()).isBlank();
  }

  @Test
  void ctrlCQuits() throws InterruptedException {
    terminal.addInput(new KeyStroke('c', true, false));

    assertThat(quit.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theEndOfInputStopsNothing() {
    awaitOnScreen("MAD-01");
    press(KeyType.EOF);
    points.set(Scenes.many(3));

    awaitOnScreen("MAD-001");
    assertThat(quit.getCount()).isEqualTo(1);
  }

  @Test
  void closingGivesTheTerminalBackAndTellsNobody() {
    awaitOnScreen("MAD-01");
    dashboard.close();
    dashboard.close();

    assertThat(screen()).isBlank();
    assertThat(quit.getCount()).isEqualTo(1);
  }

  @Test
  void onQuitMayCloseTheDashboard() throws InterruptedException {
    dashboard.close();
    AtomicReference<Dashboard> itself = new AtomicReference<>();
    CountDownLatch ready = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Runnable onQuit =
        () -> {
          awaitQuietly(ready);
          itself.get().close();
          closed.countDown();
        };
    itself.set(open(source(), onQuit));
    ready.countDown();
    terminal.addInput(new KeyStroke('c', true, false));

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void drawsAtMostTenTimesASecondHoweverMuchHappens() {
    awaitOnScreen("MAD-01");
    long startNanos = System.nanoTime();
    int before = terminal.frames.get();
    AtomicInteger posted = new AtomicInteger();
    await()
        .pollInterval(5, TimeUnit.MILLISECONDS)
        .until(() -> {
          type("x");
          return posted.incrementAndGet() >= 150;
        });

    double seconds = (System.nanoTime() - startNanos) / 1e9;
    assertThat(terminal.frames.get() - before).isLessThanOrEqualTo((int) (seconds * 10) + 2);
  }

  @Test
  void drawsNothingWhenNothingChanged() {
    await().until(() -> terminal.frames.get() == 1);

    await().during(Duration.ofSeconds(1)).until(() -> terminal.frames.get() == 1);
  }

  @Test
  void aFailureGivesTheTerminalBackAndCentralGoesOn() {
    awaitOnScreen("MAD-01");
    PrintStream stderr = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      points.set(null);
      await().until(() -> said.toString(StandardCharsets.UTF_8).contains("Central goes on"));
    } finally {
      System.setErr(stderr);
    }

    assertThat(screen()).isBlank();
    assertThat(quit.getCount()).isEqualTo(1);
    assertThat(board.messages()).extracting(Message::level).containsExactly(Level.ERROR);
  }

  private Dashboard open(DashboardSource source) {
    return open(
        source,
        () -> {
          screenAtQuit.set(screen());
          quit.countDown();
        });
  }

  private Dashboard open(DashboardSource source, Runnable onQuit) {
    return Dashboard.on(
        terminal,
        ColourDepth.TRUE_COLOUR,
        source,
        new RecordingDesk(),
        board,
        onQuit,
        () -> Scenes.NOW);
  }

  private DashboardSource source() {
    return new DashboardSource() {
      @Override
      public NetworkSnapshot snapshot() {
        List<ChargePointView> now = points.get();
        return new NetworkSnapshot(Scenes.NOW, now, Scenes.totals(now));
      }

      @Override
      public List<RequestLine> requests() {
        return List.of();
      }
    };
  }

  private void awaitOnScreen(String words) {
    await().pollInterval(10, TimeUnit.MILLISECONDS).until(() -> screen().contains(words));
  }

  private String screen() {
    return DrawnScreen.text(terminal);
  }

  private void type(String text) {
    text.chars().forEach(c -> terminal.addInput(new KeyStroke((char) c, false, false)));
  }

  private void press(KeyType key) {
    terminal.addInput(new KeyStroke(key));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Counts how often something was sent to it. */
  private static final class CountingTerminal extends DefaultVirtualTerminal {
    final AtomicInteger frames = new AtomicInteger();

    CountingTerminal() {
      super(new TerminalSize(100, 30));
    }

    @Override
    public synchronized void flush() {
      super.flush();
      frames.incrementAndGet();
    }
  }

  private final class RecordingDesk implements OperatorDesk {
    @Override
    public CompletableFuture<Result> order(Order order, ChargePointId chargePoint, String who) {
      ordered.set(order + " " + chargePoint + " " + who);
      return CompletableFuture.completedFuture(new Result(chargePoint, Acknowledgement.DONE, ""));
    }

    @Override
    public CompletableFuture<List<Result>> orderAll(Order order, String who) {
      return CompletableFuture.completedFuture(List.of());
    }
  }
}
