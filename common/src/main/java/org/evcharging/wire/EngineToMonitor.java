package org.evcharging.wire;

import java.util.Optional;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Supply;

/** What an Engine says to its Monitor. */
public sealed interface EngineToMonitor {
  /** The frame's payload. */
  String payload();

  /** Yes to HELLO; the Engine is also set to receive commands from Kafka. */
  record Ready(ChargePointId id) implements EngineToMonitor {
    @Override
    public String payload() {
      return Fields.join("READY", id.value());
    }
  }

  /** Well, and supplying this or nothing. */
  record Ok(Optional<Supply> supply) implements EngineToMonitor {
    @Override
    public String payload() {
      return Fields.join("OK", Fields.sessionOf(supply), Fields.energyOf(supply));
    }
  }

  /**
   * Not well.
   *
   * @param reason for people to read; may be empty
   */
  record Ko(String reason) implements EngineToMonitor {
    @Override
    public String payload() {
      return Fields.join("KO", Fields.text(reason));
    }
  }

  /** The command is carried out. */
  record Done(String commandId) implements EngineToMonitor {
    @Override
    public String payload() {
      return Fields.join("DONE", commandId);
    }
  }

  /**
   * It is not.
   *
   * @param reason for people to read
   */
  record Failed(String commandId, String reason) implements EngineToMonitor {
    @Override
    public String payload() {
      return Fields.join("FAILED", commandId, Fields.text(reason));
    }
  }

  /**
   * No to HELLO, or what the Monitor sent is not an operation.
   *
   * @param reason for people to read
   */
  record Refused(String reason) implements EngineToMonitor {
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
  static EngineToMonitor parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "READY" -> new Ready(fields.expect("id").chargePointId(0));
      case "OK" -> new Ok(fields.expect("session", "energyWh").supply(0));
      case "KO" -> new Ko(fields.expect("reason").text(0));
      case "DONE" -> new Done(fields.expect("commandId").commandId(0));
      case "FAILED" ->
          new Failed(fields.expect("commandId", "reason").commandId(0), fields.text(1));
      case "REFUSED" -> new Refused(fields.expect("reason").text(0));
      default -> throw fields.unknown();
    };
  }
}
