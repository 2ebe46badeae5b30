package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgramLifeTest {
  private final List<String> words = new CopyOnWriteArrayList<>();
  private final List<Integer> halts = new CopyOnWriteArrayList<>();

  @Test
  void partsAreClosedInReverseOrderAndTheEndIsOneLine() {
    ProgramLife life = life(Duration.ofSeconds(30));
    List<String> closed = new CopyOnWriteArrayList<>();
    life.owns(() -> closed.add("first"));
    life.owns(() -> closed.add("second"));

    assertThat(life.stopping()).isFalse();
    life.signal("SIGTERM");

    assertThat(life.stopping()).isTrue();
    assertThat(life.awaitStop()).isZero();
    assertThat(closed).containsExactly("second", "first");
    assertThat(words).containsExactly("ev engine: stopped (SIGTERM)");
  }

  @Test
  void aStopWakesTheOneWhoWaits() {
    ProgramLife life = life(Duration.ofSeconds(30));
    CompletableFuture<Integer> code = CompletableFuture.supplyAsync(life::awaitStop);

    life.stop("quit");

    assertThat(code.orTimeout(10, TimeUnit.SECONDS).join()).isZero();
    assertThat(words).containsExactly("ev engine: stopped (quit)");
  }

  @Test
  void theFirstReasonDecides() {
    ProgramLife life = life(Duration.ofSeconds(30));

    life.fail("the disk is full");
    life.stop("quit");

    assertThat(life.awaitStop()).isEqualTo(1);
    assertThat(words).containsExactly("ev engine: failed: the disk is full");
  }

  @Test
  void aSecondSignalEndsTheProcessAtOnce() {
    ProgramLife life = life(Duration.ofSeconds(30));

    life.signal("Ctrl-C");
    assertThat(halts).isEmpty();
    life.signal("Ctrl-C");

    assertThat(halts).containsExactly(1);
  }

  @Test
  void aPartThatFailsToCloseKeepsNoOtherOpen() {
    ProgramLife life = life(Duration.ofSeconds(30));
    CountDownLatch closed = new CountDownLatch(1);
    life.owns(closed::countDown);
    life.owns(() -> {
      throw new IllegalStateException("broken");
    });

    life.stop("quit");

    assertThat(life.awaitStop()).isEqualTo(1);
    assertThat(closed.getCount()).isZero();
    assertThat(words).hasSize(2).first().asString().contains("did not close cleanly", "broken");
  }

  @Test
  void aPartThatDoesNotCloseIsNamedAndTheProcessEnds() {
    ProgramLife life = life(Duration.ofSeconds(2));
    CompletableFuture<String> end = new CompletableFuture<>();
    life.owns(new Stuck(end));

    Thread.ofVirtual().start(life::awaitStop);
    life.stop("quit");

    await().untilAsserted(() -> assertThat(halts).containsExactly(1));
    assertThat(words)
        .singleElement()
        .asString()
        .contains("told to stop (quit)", "Stuck did not end within 2s")
        .contains("(in org.evcharging.console.ProgramLifeTest$Stuck.close(");
    end.complete("now");
  }

  @Test
  void aStartThatHangsEndsToo() {
    ProgramLife life = life(Duration.ofMillis(50));

    life.signal("SIGTERM");

    await().untilAsserted(() -> assertThat(halts).containsExactly(1));
    assertThat(words).singleElement().asString().contains("its start did not end");
  }

  @Test
  void aFailedStartClosesWhatItHadOpened() {
    CountDownLatch closed = new CountDownLatch(1);
    try (ProgramLife life = life(Duration.ofSeconds(30))) {
      life.owns(closed::countDown);
    }
    assertThat(closed.getCount()).isZero();
  }

  private record Stuck(CompletableFuture<String> end) implements AutoCloseable {
    @Override
    public void close() {
      end.join();
    }
  }

  private ProgramLife life(Duration closingLimit) {
    return new ProgramLife("engine", closingLimit, words::add, halts::add);
  }
}
