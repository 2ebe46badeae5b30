package org.evcharging.central.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.access.Role;
import org.evcharging.central.core.Movement;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/** What one line asks for. */
sealed interface DeskCommand {
  /** RFC 9110 and 5789. */
  Set<String> HTTP_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  /** {@code AUTH token}. */
  record Auth(String token) implements DeskCommand {
    /** Without the token: it ends up in logs. */
    @Override
    public String toString() {
      return "Auth";
    }
  }

  /** What the desk answers, if the one who asks may ask for it. */
  sealed interface Question extends DeskCommand {
    /** Tells whether somebody may. */
    default boolean isAllowedTo(Role role) {
      return switch (role) {
        case Role.Operator _ -> true;
        case Role.Viewer _ -> !(this instanceof Move);
        case Role.Driver(DriverId self) ->
            switch (this) {
              case Balance balance -> balance.driver().equals(self);
              case Move move -> move.driver().equals(self);
              case Stats _, Locks _ -> false;
            };
      };
    }
  }

  /** {@code BALANCE D1}. */
  record Balance(DriverId driver) implements Question {}

  /** {@code TOP_UP D1 10.00 [id]} or {@code WITHDRAW D1 100 [id]}. */
  record Move(DriverId driver, Movement movement, Money amount, Optional<OperationId> id)
      implements Question {}

  /** {@code STATS}. */
  record Stats() implements Question {}

  /** {@code LOCKS}. */
  record Locks() implements Question {}

  /** {@code QUIT}. */
  record Quit() implements DeskCommand {}

  /**
   * Tells whether a line is of an HTTP request. A browser on this machine can be talked into
   * sending one here by any page; what is in its body must never count.
   */
  static boolean isHttp(String line) {
    String first = line.strip().split("[ \\t]", 2)[0].toUpperCase(Locale.ROOT);
    return HTTP_METHODS.contains(first) || first.endsWith(":");
  }

  /**
   * Reads a line.
   *
   * @throws DeskError if it asks for nothing, or for nonsense
   */
  static DeskCommand parse(String line) throws DeskError {
    List<String> words = List.of(line.strip().split("[ \\t]+", -1));
    String name = words.getFirst().toUpperCase(Locale.ROOT);
    return switch (name) {
      case "AUTH" -> {
        requireWords(words, 2, 2, "AUTH TOKEN");
        yield new Auth(words.get(1));
      }
      case "BALANCE" -> {
        requireWords(words, 2, 2, "BALANCE DRIVER");
        yield new Balance(driver(words.get(1)));
      }
      case "TOP_UP" -> move(words, Movement.TOP_UP, "TOP_UP DRIVER EUROS [ID]");
      case "WITHDRAW" -> move(words, Movement.WITHDRAWAL, "WITHDRAW DRIVER EUROS [ID]");
      case "STATS" -> {
        requireWords(words, 1, 1, "STATS");
        yield new Stats();
      }
      case "LOCKS" -> {
        requireWords(words, 1, 1, "LOCKS");
        yield new Locks();
      }
      case "QUIT" -> new Quit();
      default ->
          throw new DeskError(
              "UNKNOWN_COMMAND", "expected BALANCE, TOP_UP, WITHDRAW, STATS, LOCKS, AUTH or QUIT");
    };
  }

  private static DeskCommand move(List<String> words, Movement movement, String usage)
      throws DeskError {
    requireWords(words, 3, 4, usage);
    return new Move(
        driver(words.get(1)),
        movement,
        amount(words.get(2)),
        words.size() > 3 ? Optional.of(id(words.get(3))) : Optional.empty());
  }

  private static void requireWords(List<String> words, int least, int most, String usage)
      throws DeskError {
    if (words.size() < least || words.size() > most) {
      throw new DeskError("WRONG_USAGE", "expected " + usage);
    }
  }

  private static DriverId driver(String word) throws DeskError {
    try {
      return new DriverId(word);
    } catch (IllegalArgumentException e) {
      throw new DeskError("BAD_DRIVER_ID", "a driver's id is 1 to 36 of A-Z a-z 0-9 . _ -");
    }
  }

  private static Money amount(String word) throws DeskError {
    try {
      return Money.ofEuros(word);
    } catch (IllegalArgumentException e) {
      throw new DeskError("BAD_AMOUNT", String.valueOf(e.getMessage()));
    }
  }

  private static OperationId id(String word) throws DeskError {
    try {
      return new OperationId(word);
    } catch (IllegalArgumentException e) {
      throw new DeskError("BAD_ID", String.valueOf(e.getMessage()));
    }
  }
}
