package org.evcharging.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

// These tests are about single steps of taking and releasing, which a try block would hide.
@SuppressWarnings("LockNotBeforeTry")
class RankedLockTest {
  private final RankedLock network = new RankedLock(LockRank.NETWORK, "network");
  private final RankedLock journal = new RankedLock(LockRank.JOURNAL, "journal");

  @Test
  void locksAreTakenInTheOrderOfTheirRanks() {
    network.lock();
    journal.lock();

    assertThat(journal.isHeldByCurrentThread()).isTrue();

    journal.unlock();
    network.unlock();
    assertThat(network.isLocked()).isFalse();
  }

  @Test
  void wrongOrderFailsAtOnceWithBothNames() {
    journal.lock();

    assertThatThrownBy(network::lock)
        .isInstanceOf(LockOrderViolation.class)
        .hasMessageContaining("NETWORK \"network\"")
        .hasMessageContaining("JOURNAL \"journal\"");
    assertThat(network.isLocked()).isFalse();
    journal.unlock();
  }

  @Test
  void wrongOrderFailsAlsoForWhoeverOnlyTries() {
    journal.lock();

    assertThatThrownBy(network::tryLock).isInstanceOf(LockOrderViolation.class);
    assertThatThrownBy(() -> network.tryLock(1, TimeUnit.SECONDS))
        .isInstanceOf(LockOrderViolation.class);
    assertThatThrownBy(network::lockInterruptibly).isInstanceOf(LockOrderViolation.class);
    journal.unlock();
  }

  @Test
  void twoLocksOfARankAreNeverHeldTogether() {
    RankedLock other = new RankedLock(LockRank.NETWORK, "other");
    network.lock();

    assertThatThrownBy(other::lock).isInstanceOf(LockOrderViolation.class);
    network.unlock();
  }

  @Test
  void takenTwiceOnAnErrorPathFails() {
    network.lock();

    assertThatThrownBy(network::lock)
        .isInstanceOf(LockOrderViolation.class)
        .hasMessageContaining("again");
    network.unlock();
    assertThat(network.isLocked()).isFalse();
  }

  @Test
  void orderIsEachThreadsOwn() throws Exception {
    journal.lock();
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              network.lock();
              network.unlock();
            });

    assertThat(other.join(java.time.Duration.ofSeconds(10))).isTrue();
    assertThat(network.report().figures().acquisitions()).isEqualTo(1);
    journal.unlock();
  }

  @Test
  void reportTellsWhatItCost() throws Exception {
    network.lock();
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              network.lock();
              network.unlock();
            });
    await().until(() -> network.hasQueuedThread(waiter));
    network.unlock();
    waiter.join();

    LockReport report = network.report();
    assertThat(report.name()).isEqualTo("network");
    assertThat(report.figures().acquisitions()).isEqualTo(2);
    assertThat(report.figures().longestWaitNanos()).isPositive();
    assertThat(report.figures().longestHoldNanos()).isPositive();
  }

  @Test
  void conditionsAreRefused() {
    assertThatThrownBy(network::newCondition).isInstanceOf(UnsupportedOperationException.class);
  }
}
