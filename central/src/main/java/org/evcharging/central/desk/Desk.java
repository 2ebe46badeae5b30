package org.evcharging.central.desk;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.state.Accounts;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockReport;
import org.evcharging.model.DriverId;
import org.evcharging.model.OperationId;

/**
 * What the desk can do, whoever asks. Each command has one line for an answer, given only once all
 * that it tells is on the disk. Thread-safe.
 *
 * @param running whether changes reach the disk by now
 * @param tokens who may what
 * @param refused told who tried what, without a token that is one
 */
public record Desk(
    Accounts accounts,
    BooleanSupplier running,
    Tokens tokens,
    BiConsumer<String, String> refused,
    DeskFigures figures) {
  /** Longer than that the disk does not work. */
  private static final long DISK_PATIENCE_S = 5;

  private static final long NANOS_PER_MICRO = 1_000;

  /**
   * Does what a line asks for.
   *
   * @param who for the audit, {@code desk@127.0.0.1}
   * @return the answer's line
   */
  String answer(DeskCommand.Question question, String who) throws DeskError, InterruptedException {
    try {
      return switch (question) {
        case DeskCommand.Balance(DriverId driver) -> balance(driver);
        case DeskCommand.Move move -> move(move, who);
        case DeskCommand.Stats _ ->
            ok(
                figures.stats().entrySet().stream()
                    .map(figure -> figure.getKey() + "=" + figure.getValue())
                    .collect(Collectors.joining("|")));
        case DeskCommand.Locks _ ->
            ok(
                Stream.concat(figures.locks().stream(), figures.mostWaitedForAccounts().stream())
                    .map(Desk::words)
                    .collect(Collectors.joining("|")));
      };
    } catch (StoreFailure e) {
      throw new DeskError("NOT_READY", e.line());
    }
  }

  private String balance(DriverId driver) throws StoreFailure, DeskError, InterruptedException {
    Accounts.Balance balance = accounts.balance(driver);
    await(balance.committed());
    Account account = balance.account().orElseThrow(() -> unknown(driver));
    return ok(driver + "|" + account.balance());
  }

  private String move(DeskCommand.Move move, String who)
      throws StoreFailure, DeskError, InterruptedException {
    if (!running.getAsBoolean()) {
      throw new DeskError("NOT_READY", "Central waits for Kafka; try again when it is there");
    }
    OperationId id = move.id().orElseGet(() -> new OperationId(UUID.randomUUID().toString()));
    Receipt receipt =
        accounts.order(new MoneyOrder(move.driver(), move.movement(), move.amount(), id, who));
    await(receipt.committed());
    MoneyAnswer answer = ((Reply.MoneyOrdered) receipt.reply()).answer();
    return switch (answer) {
      case MoneyAnswer.Moved moved -> ok(move.driver() + "|" + moved.balance());
      case MoneyAnswer.Refused refused -> throw refusal(move.driver(), refused);
    };
  }

  private static DeskError refusal(DriverId driver, MoneyAnswer.Refused refused) {
    MoneyRefusal reason = refused.reason();
    return switch (reason) {
      case UNKNOWN_DRIVER -> unknown(driver);
      case ID_REUSED ->
          new DeskError(reason.name(), "this id was used for another order of " + driver);
      case INSUFFICIENT_FUNDS, ACCOUNT_FULL ->
          new DeskError(reason.name(), driver + " has " + refused.balance());
    };
  }

  private static DeskError unknown(DriverId driver) {
    return new DeskError(MoneyRefusal.UNKNOWN_DRIVER.name(), "there is no driver " + driver);
  }

  private static void await(CompletableFuture<Void> committed)
      throws DeskError, InterruptedException {
    try {
      committed.get(DISK_PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new DeskError(
          "UNKNOWN_OUTCOME",
          "Central may not have written it to its database, and stops; ask again with the same id");
    } catch (TimeoutException e) {
      throw new DeskError(
          "UNKNOWN_OUTCOME",
          "Central's disk is slow, and it may be done; ask again with the same id");
    }
  }

  /** {@code accounts locks=3 waiters=0 holder=- taken=60 waitedUs=0 longestWaitUs=0 …}. */
  private static String words(LockReport lock) {
    LockReport.Figures cost = lock.figures();
    return lock.name()
        + " locks="
        + lock.locks()
        + " waiters="
        + lock.waiters()
        + " holder="
        + holder(lock.holder())
        + " taken="
        + cost.acquisitions()
        + " waitedUs="
        + cost.totalWaitNanos() / NANOS_PER_MICRO
        + " longestWaitUs="
        + cost.longestWaitNanos() / NANOS_PER_MICRO
        + " heldUs="
        + cost.totalHoldNanos() / NANOS_PER_MICRO
        + " longestHoldUs="
        + cost.longestHoldNanos() / NANOS_PER_MICRO
        + " longestHoldAt="
        + cost.longestHoldAt().orElse("-");
  }

  private static String holder(Optional<LockReport.Holder> holder) {
    return holder.map(it -> OneLine.of(it.thread()).replace(' ', '-')).orElse("-");
  }

  private static String ok(String rest) {
    return "OK|" + rest;
  }
}
