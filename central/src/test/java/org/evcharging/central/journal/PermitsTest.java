package org.evcharging.central.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bound on what is on its way, with a tenth kept for those who must get through. */
@Timeout(30)
class PermitsTest {
  private final Permits permits = new Permits(20);

  @Test
  void normalWorkStopsAtNineTenths() throws Exception {
    take(Lane.NORMAL, 18);
    Thread normal = waitFor(Lane.NORMAL);

    take(Lane.RESERVED, 2);
    Thread reserved = waitFor(Lane.RESERVED);

    assertThat(permits.available()).isZero();
    // The reserved tenth fills first: whoever is in that lane gets what comes back.
    permits.release(1);
    reserved.join();
    assertThat(normal.isAlive()).isTrue();
    permits.release(3);
    normal.join();
  }

  @Test
  void reservedWorkTakesNormalPermitsWhileThereAreSome() throws Exception {
    take(Lane.RESERVED, 18);
    Thread normal = waitFor(Lane.NORMAL);
    take(Lane.RESERVED, 2);

    permits.release(2);
    assertThat(permits.available()).isEqualTo(2);
    assertThat(normal.isAlive()).isTrue();

    permits.release(1);
    normal.join();
  }

  @Test
  void neverMoreThanAllAreOutAndAllComeBack() throws Exception {
    int threads = 16;
    int each = 2_000;
    AtomicInteger out = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < threads; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Thread.startVirtualThread(() -> {
        for (int n = 0; n < each; n++) {
          acquire(random.nextInt(4) == 0 ? Lane.RESERVED : Lane.NORMAL);
          most.accumulateAndGet(out.incrementAndGet(), Math::max);
        }
      });
    }
    // The journal's part: whatever is out comes back, many at once.
    for (int back = 0; back < threads * each; ) {
      Thread.onSpinWait();
      int some = out.getAndSet(0);
      permits.release(some);
      back += some;
    }

    assertThat(most.get()).isBetween(1, 20);
    assertThat(permits.available()).isEqualTo(20);
    take(Lane.NORMAL, 18);
    take(Lane.RESERVED, 2);
  }

  private void take(Lane lane, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      permits.acquire(lane);
    }
  }

  private Thread waitFor(Lane lane) {
    Thread thread = Thread.ofPlatform().daemon().start(() -> acquire(lane));
    await().until(() -> thread.getState() == Thread.State.WAITING);
    return thread;
  }

  private void acquire(Lane lane) {
    try {
      permits.acquire(lane);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
