package org.evcharging.wire;

import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Health;
import org.evcharging.model.Place;
import org.evcharging.model.Supply;
import org.evcharging.model.Tariff;

/** What a Monitor says to Central. */
public sealed interface MonitorToCentral {
  /** The frame's payload. */
  String payload();

  /**
   * The first word of a connection: who it watches.
   *
   * @param secret proves that it is the same Monitor's charge point as the first time
   * @param powerW what the charge point can deliver; empty if its Monitor does not say
   */
  record Register(ChargePointId id, String secret, Place place, Tariff tariff, OptionalLong powerW)
      implements MonitorToCentral {
    private static final int MAX_SECRET_LENGTH = 200;

    /**
     * @throws IllegalArgumentException if the secret is empty, {@code -}, longer than 200
     *     characters or has control characters, or the power is negative
     */
    public Register {
      if (secret.isBlank() || secret.equals(Fields.NOTHING)) {
        throw new IllegalArgumentException("secret is missing");
      }
      if (secret.length() > MAX_SECRET_LENGTH || secret.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "secret is longer than " + MAX_SECRET_LENGTH + " or has control characters");
      }
      if (powerW.isPresent() && powerW.getAsLong() < 0) {
        throw new IllegalArgumentException("power of " + powerW.getAsLong() + " W is negative");
      }
    }

    @Override
    public String payload() {
      return Fields.join(
          "REGISTER",
          id.value(),
          secret,
          place.site(),
          Fields.text(place.location()),
          Long.toString(tariff.priceMicrosPerKwh()),
          powerW.isPresent() ? Long.toString(powerW.getAsLong()) : Fields.NOTHING);
    }

    /** Leaves the secret out: this is for logs. */
    @Override
    public String toString() {
      return "Register[" + id + ", " + place + ", " + tariff + " €, " + powerW + " W]";
    }
  }

  /** The life sign. */
  record Status(Health health, Optional<Supply> supply) implements MonitorToCentral {
    @Override
    public String payload() {
      String reason =
          switch (health) {
            case Health.Ok() -> Fields.NOTHING;
            case Health.Ko(String why) -> Fields.text(why);
          };
      return Fields.join(
          "STATUS",
          health.isOk() ? "OK" : "KO",
          Fields.sessionOf(supply),
          Fields.energyOf(supply),
          reason);
    }
  }

  /** The Engine has done what Central commanded. */
  record Done(String commandId) implements MonitorToCentral {
    @Override
    public String payload() {
      return Fields.join("DONE", commandId);
    }
  }

  /**
   * It has not.
   *
   * @param reason for people to read
   */
  record Failed(String commandId, String reason) implements MonitorToCentral {
    @Override
    public String payload() {
      return Fields.join("FAILED", commandId, Fields.text(reason));
    }
  }

  /** What Central sent is not an operation. Never answered, least of all by another REFUSED. */
  record Refused(String reason) implements MonitorToCentral {
    @Override
    public String payload() {
      return Fields.join("REFUSED", Fields.text(reason));
    }
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedFrame if it is none of these
   */
  static MonitorToCentral parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "REGISTER" -> register(fields);
      case "STATUS" -> {
        fields.expect("health", "session", "energyWh", "reason");
        yield new Status(health(fields), fields.supply(1));
      }
      case "DONE" -> new Done(fields.expect("commandId").commandId(0));
      case "FAILED" ->
          new Failed(fields.expect("commandId", "reason").commandId(0), fields.text(1));
      case "REFUSED" -> new Refused(fields.expect("reason").text(0));
      default -> throw fields.unknown();
    };
  }

  private static Register register(Fields fields) throws MalformedFrame {
    if (fields.count() != 5) {
      fields.expect("id", "secret", "site", "location", "priceMicros", "powerW");
    }
    ChargePointId id = fields.chargePointId(0);
    Place place = fields.checked(() -> new Place(fields.text(2), fields.text(3)));
    long priceMicros = fields.number(4, "priceMicros");
    Tariff tariff = fields.checked(() -> new Tariff(priceMicros));
    OptionalLong powerW = fields.optionalNumber(5, "powerW");
    return fields.checked(() -> new Register(id, fields.text(1), place, tariff, powerW));
  }

  private static Health health(Fields fields) throws MalformedFrame {
    return switch (fields.required(0, "health")) {
      case "OK" -> new Health.Ok();
      case "KO" -> new Health.Ko(fields.text(3));
      default -> throw new MalformedFrame("STATUS: health is neither OK nor KO");
    };
  }
}
