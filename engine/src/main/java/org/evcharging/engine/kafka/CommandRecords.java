package org.evcharging.engine.kafka;

import java.util.Optional;
import org.evcharging.kafka.TailRecord;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.model.ChargePointId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records of {@code ev.commands}; what cannot be read is logged and passed over. */
final class CommandRecords {
  private static final Logger log = LoggerFactory.getLogger(CommandRecords.class);

  private final MessageCodec codec = new MessageCodec();

  /** The command in a record with a charge point's key, if it is for that charge point. */
  Optional<EngineCommand> read(TailRecord record, ChargePointId chargePoint) {
    try {
      EngineCommand command = codec.decodeCommand(record.value());
      if (command.chargePointId().equals(chargePoint)) {
        return Optional.of(command);
      }
      skip(record, chargePoint, "it is for " + command.chargePointId());
    } catch (MalformedMessage e) {
      skip(record, chargePoint, String.valueOf(e.getMessage()));
    }
    return Optional.empty();
  }

  private static void skip(TailRecord record, ChargePointId chargePoint, String reason) {
    log.warn(
        "command skipped chargePoint={} partition={} offset={} reason=\"{}\"",
        chargePoint,
        record.partition(),
        record.offset(),
        reason);
  }
}
