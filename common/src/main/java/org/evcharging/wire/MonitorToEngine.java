package org.evcharging.wire;

import org.evcharging.model.ChargePointId;

/** What a Monitor says to its Engine. */
public sealed interface MonitorToEngine {
  /** The frame's payload. */
  String payload();

  /** The first word of a connection: which charge point the Engine is. */
  record Hello(ChargePointId id) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("HELLO", id.value());
    }
  }

  /** How are you? Answered by OK or KO. */
  record CheckHealth() implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("HEALTH");
    }
  }

  /** Central's: put the charge point out of order. */
  record Stop(String commandId) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("STOP", commandId);
    }
  }

  /** Central's: put it back in order. */
  record Resume(String commandId) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("RESUME", commandId);
    }
  }

  /** Whether the Monitor reaches Central. */
  record Central(Reachability which) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("CENTRAL", which.name());
    }
  }

  /**
   * An injected fault: be KO.
   *
   * @param reason for people to read; may be empty
   */
  record Fault(String reason) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("FAULT", Fields.text(reason));
    }
  }

  /** The end of an injected fault. */
  record Recover() implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("RECOVER");
    }
  }

  /**
   * An injected fault: answer nothing for some time.
   *
   * @param seconds 0 to 1,000,000
   */
  record Freeze(int seconds) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("FREEZE", Integer.toString(seconds));
    }
  }

  /**
   * An injected fault: answer late.
   *
   * @param millis 0 to 1,000,000; 0 ends it
   */
  record Slow(int millis) implements MonitorToEngine {
    @Override
    public String payload() {
      return Fields.join("SLOW", Integer.toString(millis));
    }
  }

  /** What the Engine sent is not an operation. Never answered, least of all by another REFUSED. */
  record Refused(String reason) implements MonitorToEngine {
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
  static MonitorToEngine parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "HELLO" -> new Hello(fields.expect("id").chargePointId(0));
      case "HEALTH" -> {
        fields.expect();
        yield new CheckHealth();
      }
      case "STOP" -> new Stop(fields.expect("commandId").commandId(0));
      case "RESUME" -> new Resume(fields.expect("commandId").commandId(0));
      case "CENTRAL" ->
          new Central(fields.expect("which").constant(0, "which", Reachability.class));
      case "FAULT" -> new Fault(fields.expect("reason").text(0));
      case "RECOVER" -> {
        fields.expect();
        yield new Recover();
      }
      case "FREEZE" -> new Freeze(fields.expect("seconds").smallNumber(0, "seconds"));
      case "SLOW" -> new Slow(fields.expect("millis").smallNumber(0, "millis"));
      case "REFUSED" -> new Refused(fields.expect("reason").text(0));
      default -> throw fields.unknown();
    };
  }
}
