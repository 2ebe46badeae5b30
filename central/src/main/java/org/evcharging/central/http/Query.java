package org.evcharging.central.http;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.evcharging.model.DriverId;

/** Reads the parameters of an address; what cannot be read is a 400 that says what is expected. */
final class Query {
  private Query() {}

  static Optional<String> text(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).filter(value -> !value.isEmpty());
  }

  /** A constant, in capital or small letters. */
  static <E extends Enum<E>> Optional<E> oneOf(Context ctx, String name, Class<E> type) {
    return text(ctx, name)
        .map(value -> {
          try {
            return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
          } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(
                name + ": expected one of " + Arrays.toString(type.getEnumConstants()));
          }
        });
  }

  /** An id, as its type reads it. */
  static <T> Optional<T> id(Context ctx, String name, Function<String, T> type) {
    return text(ctx, name)
        .map(value -> {
          try {
            return type.apply(value);
          } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(name + ": " + e.getMessage());
          }
        });
  }

  /** The driver in the path, {@code {driverId}}. */
  static DriverId pathDriver(Context ctx) {
    try {
      return new DriverId(ctx.pathParam("driverId"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  static Optional<Instant> time(Context ctx, String name) {
    return text(ctx, name).map(value -> Times.parse(name, value));
  }

  static int number(Context ctx, String name, int least, int most, int otherwise) {
    return text(ctx, name)
        .map(value -> {
          if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
              return number;
            }
          }
          throw Refusal.badRequest(
              name + ": expected a whole number from " + least + " to " + most);
        })
        .orElse(otherwise);
  }
}
