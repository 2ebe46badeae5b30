package org.evcharging.wire;

import org.evcharging.model.ChargePointId;

/** What Central says to a Monitor. */
public sealed interface CentralToMonitor {
  /** The frame's payload. */
  String payload();

  /** The Monitor is let in. */
  record Registered(ChargePointId id, Registration which) implements CentralToMonitor {
    @Override
    public String payload() {
      return Fields.join("REGISTERED", id.value(), which.name());
    }
  }

  /**
   * The Monitor is not let in, or what it sent is not an operation.
   *
   * @param reason for people to read
   */
  record Refused(String reason) implements CentralToMonitor {
    @Override
    public String payload() {
      return Fields.join("REFUSED", Fields.text(reason));
    }
  }

  /** Put the charge point out of order. */
  record Stop(String commandId) implements CentralToMonitor {
    @Override
    public String payload() {
      return Fields.join("STOP", commandId);
    }
  }

  /** Put it back in order. */
  record Resume(String commandId) implements CentralToMonitor {
    @Override
    public String payload() {
      return Fields.join("RESUME", commandId);
    }
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedFrame if it is none of these
   */
  static CentralToMonitor parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "REGISTERED" ->
          new Registered(
              fields.expect("id", "which").chargePointId(0),
              fields.constant(1, "which", Registration.class));
      case "REFUSED" -> new Refused(fields.expect("reason").text(0));
      case "STOP" -> new Stop(fields.expect("commandId").commandId(0));
      case "RESUME" -> new Resume(fields.expect("commandId").commandId(0));
      default -> throw fields.unknown();
    };
  }
}
