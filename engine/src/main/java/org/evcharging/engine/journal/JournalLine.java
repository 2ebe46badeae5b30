package org.evcharging.engine.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.zip.CRC32C;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;

/**
 * A journal entry as a line of text, with a checksum before it (CRC-32C of what stands behind the
 * first space, as 8 hexadecimal digits):
 *
 * <pre>
 * 9a71bb4c HELD MAD-01 SESSION D1
 * 0c1d2e3f STARTED SESSION
 * 51e0a4c7 READING SESSION 1234
 * 77b3d8f2 ENDED MAD-01 SESSION UNPLUGGED 1250
 * 3f9c6a10 TOLD SESSION
 * </pre>
 *
 * {@code RELEASED SESSION} stands where a session is over with nothing to tell, and {@code EXPIRED}
 * for the end of one that nobody plugged in. No field can hold a space.
 */
final class JournalLine {
  private static final String EXPIRED = "EXPIRED";
  private static final int CHECKSUM_LENGTH = 8;

  private JournalLine() {}

  /** The line, with its end. */
  static String of(JournalEntry entry) {
    String body = body(entry);
    return checksum(body) + " " + body + "\n";
  }

  /** The entry of a line without its end; empty if that is not what was written. */
  static Optional<JournalEntry> parse(String line) {
    if (line.length() <= CHECKSUM_LENGTH || line.charAt(CHECKSUM_LENGTH) != ' ') {
      return Optional.empty();
    }
    String body = line.substring(CHECKSUM_LENGTH + 1);
    if (!line.startsWith(checksum(body))) {
      return Optional.empty();
    }
    try {
      return entry(body.split(" ", -1));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // sound, but of a later version, say
    }
  }

  private static String checksum(String body) {
    CRC32C crc = new CRC32C();
    crc.update(body.getBytes(US_ASCII));
    return String.format("%08x", crc.getValue());
  }

  private static String body(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.Held held ->
          "HELD " + held.chargePointId() + " " + held.sessionId() + " " + held.driverId();
      case JournalEntry.Started started -> "STARTED " + started.sessionId();
      case JournalEntry.Reading reading ->
          "READING " + reading.sessionId() + " " + reading.energy().wh();
      case JournalEntry.Released released -> "RELEASED " + released.sessionId();
      case JournalEntry.Ended ended -> ended(ended.ending());
      case JournalEntry.Told told -> "TOLD " + told.sessionId();
    };
  }

  private static String ended(Ending ending) {
    String why =
        switch (ending.why()) {
          case Why.Because because -> because.reason().name();
          case Why.NotPluggedIn _ -> EXPIRED;
        };
    return String.join(
        " ",
        "ENDED",
        ending.chargePointId().value(),
        ending.sessionId().value(),
        why,
        Long.toString(ending.energy().wh()));
  }

  private static Optional<JournalEntry> entry(String[] fields) {
    String kind = fields[0] + "/" + (fields.length - 1);
    return switch (kind) {
      case "HELD/3" ->
          Optional.of(
              new JournalEntry.Held(
                  new ChargePointId(fields[1]), new SessionId(fields[2]), new DriverId(fields[3])));
      case "STARTED/1" -> Optional.of(new JournalEntry.Started(new SessionId(fields[1])));
      case "READING/2" ->
          Optional.of(new JournalEntry.Reading(new SessionId(fields[1]), energy(fields[2])));
      case "RELEASED/1" -> Optional.of(new JournalEntry.Released(new SessionId(fields[1])));
      case "ENDED/4" ->
          Optional.of(
              new JournalEntry.Ended(
                  new Ending(
                      new ChargePointId(fields[1]),
                      new SessionId(fields[2]),
                      why(fields[3]),
                      energy(fields[4]))));
      case "TOLD/1" -> Optional.of(new JournalEntry.Told(new SessionId(fields[1])));
      default -> Optional.empty();
    };
  }

  private static Why why(String text) {
    return text.equals(EXPIRED) ? new Why.NotPluggedIn() : new Why.Because(EndReason.valueOf(text));
  }

  private static Energy energy(String text) {
    return new Energy(Long.parseLong(text));
  }
}
