package org.evcharging.launcher.lab;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Moment;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/** Two withdrawals at once from one account: both find the same balance, and one is lost. */
final class LostUpdate implements Experiment {
  static final Money BEFORE = new Money(500_00);
  static final Money WITHDRAWN = new Money(100_00);
  private static final Money AFTER = BEFORE.minus(WITHDRAWN).minus(WITHDRAWN);

  private final SmallCentral central;
  private final Scheduling scheduling;
  private int attempts;

  /**
   * @param mostTries each with a driver of its own
   */
  LostUpdate(Path folder, Protection protection, Scheduling scheduling, int mostTries)
      throws StoreFailure {
    this.scheduling = scheduling;
    NetworkState nobody =
        new NetworkState(new NetworkPolicy(Optional.empty()), new NetworkState.Totals(0, 0, 0));
    central =
        new SmallCentral(
            folder,
            past(mostTries),
            nobody,
            new SmallCentral.Seams(
                new WatchedLock.Factory(protection), LostUpdate::readThenNow, Locks.REAL));
  }

  /** An order asks for the time when it has read the account, and before it writes. */
  private static Moment readThenNow() {
    Racer.running().ifPresent(Racer::reads);
    return SmallCentral.now();
  }

  private static List<Event.Durable> past(int drivers) {
    Instant now = SmallCentral.now().wall();
    List<Event.Durable> past = new ArrayList<>();
    for (int number = 1; number <= drivers; number++) {
      DriverId driver = driver(number);
      past.add(new Event.DriverAdmitted(driver, now));
      past.add(
          new Event.MoneyMoved(
              driver,
              Movement.TOP_UP,
              BEFORE,
              Optional.empty(),
              Optional.of(new OperationId("opening")),
              BEFORE,
              now));
    }
    return past;
  }

  private static DriverId driver(int number) {
    return new DriverId("D" + number);
  }

  @Override
  public Attempt attempt() throws StoreFailure, InterruptedException {
    DriverId driver = driver(++attempts);
    balance(driver); // reads it from the disk, which is no part of the race
    Race<MoneyAnswer> race =
        Race.run(scheduling, racer -> withdraws(racer, driver), racer -> withdraws(racer, driver));
    Money left = balance(driver);
    List<String> remarks = new ArrayList<>();
    central
        .refusalOfTheDisk()
        .ifPresent(why ->
            remarks.add(
                "The database adds up for itself and refuses this ("
                    + why
                    + "): Central would stop here, before anybody is answered."));
    boolean isRight = left.equals(AFTER) && !race.broke();
    return new Attempt(
        isRight ? Outcome.RIGHT : Outcome.WRONG,
        words(left),
        remarks,
        race.steps((side, note) -> words(note, race.result(side))),
        race.lockedAt());
  }

  private MoneyAnswer withdraws(Racer racer, DriverId driver) throws Exception {
    racer.note(Did.ASKS);
    MoneyOrder order =
        new MoneyOrder(
            driver,
            Movement.WITHDRAWAL,
            WITHDRAWN,
            new OperationId("withdrawal-" + racer.side()),
            "lab");
    return ((Reply.MoneyOrdered) central.accounts().order(order).reply()).answer();
  }

  private Money balance(DriverId driver) throws StoreFailure {
    return central.accounts().balance(driver).account().orElseThrow().balance();
  }

  private static String words(Money left) {
    String sum =
        "Two withdrawals of " + WITHDRAWN + " € from " + BEFORE + " € leave " + left + " €";
    return left.equals(AFTER) ? sum + ", as they should." : sum + ": one of them is lost.";
  }

  private static String words(Note note, Optional<MoneyAnswer> answer) {
    Optional<Money> wrote = answer.map(MoneyAnswer::balance);
    return switch (note.did()) {
      case ASKS -> "asks to withdraw " + WITHDRAWN;
      // What it read follows from its answer: that is by so much less.
      case READS -> "reads " + wrote.map(left -> left.plus(WITHDRAWN).toString()).orElse("it");
      case WRITES -> wrote.map(left -> "writes " + left).orElse("leaves without writing");
      default -> StepWords.of(note);
    };
  }

  @Override
  public void close() {
    central.close();
  }
}
