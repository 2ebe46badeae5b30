package org.evcharging.central.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.state.MoneyScene.D1;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.core.Movement;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The races of {@code seeds/account-locks.md}, and what accounts promise beyond (spec §8). */
class AccountsTest {
  /** So often a race is run that the lock must win each time. */
  private static final int RACES = 50;

  /** So often without a lock, until it is lost once. */
  private static final int MOST_RACES = 1_000;

  @TempDir Path folder;

  @Test
  void twoWithdrawalsOfAHundredFromFiveHundredLeaveThreeHundred() throws Exception {
    for (int race = 0; race < RACES; race++) {
      assertThat(twoWithdrawals(race, Locks.REAL)).isEqualTo(300_00);
    }
  }

  @Test
  void withALockThatDoesNothingOneOfThemIsLost() throws Exception {
    for (int race = 0; race < MOST_RACES; race++) {
      if (twoWithdrawals(race, Locks.NONE) != 300_00) {
        return;
      }
    }
    throw new AssertionError("the race was never lost, so it proves nothing");
  }

  /** What is left of 500.00; -1 if the database has seen that memory is wrong. */
  private long twoWithdrawals(int race, Locks locks) throws Exception {
    Path database = Files.createDirectory(folder.resolve("race-" + race));
    try (MoneyScene scene = MoneyScene.open(database, locks, Thread::yield)) {
      scene.adds(D1, 500_00);
      atOnce(
          () -> scene.order(D1, Movement.WITHDRAWAL, 100_00, "w1"),
          () -> scene.order(D1, Movement.WITHDRAWAL, 100_00, "w2"));
      return scene.balance(D1);
    } catch (java.util.concurrent.ExecutionException
        | org.evcharging.central.journal.JournalStopped e) {
      return -1;
    }
  }

  @Test
  void fiveClientsWithTenTopUpsOfTenAddExactlyFiveHundred() throws Exception {
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL, Thread::yield)) {
      scene.adds(D1, 0);
      List<Callable<?>> clients = new ArrayList<>();
      for (int client = 0; client < 5; client++) {
        String name = "c" + client + "-";
        clients.add(() -> {
          for (int i = 0; i < 10; i++) {
            scene.order(D1, Movement.TOP_UP, 10_00, name + i);
          }
          return null;
        });
      }

      atOnce(clients.toArray(Callable<?>[]::new));

      assertThat(scene.balance(D1)).isEqualTo(500_00);
      assertThat(scene.balanceOnDisk(D1)).isEqualTo(500_00);
    }
  }

  @Test
  void orderWithTheIdOfTheOpeningOneIsKnownBeforeThatIsOnTheDisk() throws Exception {
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL)) {
      for (int i = 0; i < 20; i++) {
        DriverId driver = new DriverId("D" + i);
        scene.begins(driver, 50_00);

        assertThat(scene.order(driver, Movement.TOP_UP, 50_00, "opening"))
            .isEqualTo(new MoneyAnswer.Moved(new Money(50_00)));
        assertThat(scene.balance(driver)).isEqualTo(50_00);
      }
    }
  }

  @Test
  void sameOrderFromManyAtOnceIsDoneOnceAndAllGetTheSameAnswer() throws Exception {
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL, Thread::yield)) {
      scene.adds(D1, 0);
      List<Callable<?>> clients = new ArrayList<>();
      for (int client = 0; client < 20; client++) {
        clients.add(() -> scene.order(D1, Movement.TOP_UP, 10_00, "the-same"));
      }

      List<Object> answers = atOnce(clients.toArray(Callable<?>[]::new));

      assertThat(answers).containsOnly(new MoneyAnswer.Moved(new Money(10_00)));
      assertThat(scene.balance(D1)).isEqualTo(10_00);
    }
  }

  @Test
  void firstAnswerIsGivenAgainAfterManyOthersAndAfterARestart() throws Exception {
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL)) {
      scene.adds(D1, 0);
      scene.order(D1, Movement.TOP_UP, 10_00, "first");
      scene.order(D1, Movement.WITHDRAWAL, 99_00, "refused");
      for (int i = 0; i < 100; i++) {
        scene.order(D1, Movement.TOP_UP, 1_00, "later-" + i);
      }
      assertFirstAnswers(scene);
    }
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL)) {
      assertFirstAnswers(scene);
      assertThat(scene.balance(D1)).isEqualTo(110_00);
    }
  }

  private static void assertFirstAnswers(MoneyScene scene) throws Exception {
    assertThat(scene.order(D1, Movement.TOP_UP, 10_00, "first"))
        .isEqualTo(new MoneyAnswer.Moved(new Money(10_00)));
    assertThat(scene.order(D1, Movement.WITHDRAWAL, 99_00, "refused"))
        .isEqualTo(new MoneyAnswer.Refused(MoneyRefusal.INSUFFICIENT_FUNDS, new Money(10_00)));
    assertThat(scene.order(D1, Movement.TOP_UP, 11_00, "first"))
        .extracting(answer -> ((MoneyAnswer.Refused) answer).reason())
        .isEqualTo(MoneyRefusal.ID_REUSED);
  }

  @Test
  void differentDriversNeverWaitForEachOthersMoney() throws Exception {
    try (MoneyScene scene = MoneyScene.open(folder, Locks.REAL, Thread::yield)) {
      List<Callable<?>> clients = new ArrayList<>();
      for (int client = 0; client < 20; client++) {
        DriverId driver = new DriverId("D" + client);
        scene.adds(driver, 0);
        clients.add(() -> {
          for (int i = 0; i < 20; i++) {
            scene.order(driver, Movement.TOP_UP, 1_00, "t" + i);
          }
          return null;
        });
      }

      atOnce(clients.toArray(Callable<?>[]::new));

      assertThat(scene.accounts().mostWaitedFor()).isEmpty();
      assertThat(scene.accounts().lockReport().figures().totalWaitNanos()).isZero();
    }
  }

  private static List<Object> atOnce(Callable<?>... all) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Object> results = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      List<Future<Object>> running = new ArrayList<>();
      for (Callable<?> each : all) {
        running.add(
            threads.submit(() -> {
              start.await();
              return each.call();
            }));
      }
      start.countDown();
      for (Future<Object> future : running) {
        results.add(future.get());
      }
    }
    return results;
  }
}
