package org.evcharging.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;

/**
 * A payload as an operation and its fields, joined by {@code #}; inside a field {@code \#} and
 * {@code \\} stand for {@code #} and {@code \}, and a field with nothing to say is {@code -}.
 */
final class Fields {
  static final String NOTHING = "-";

  /** Free text is cut here, so that no operation ever outgrows a frame. */
  static final int MAX_TEXT_LENGTH = 1000;

  private static final int MAX_COMMAND_ID_LENGTH = 64;
  private static final int MAX_QUOTED_LENGTH = 40;

  private final List<String> parts;

  private Fields(List<String> parts) {
    this.parts = parts;
  }

  /** Joins; control characters, which no frame may carry, become spaces. */
  static String join(String operation, String... fields) {
    StringBuilder payload = new StringBuilder(operation);
    for (String field : fields) {
      payload.append('#');
      escape(field, payload);
    }
    return payload.toString();
  }

  private static void escape(String field, StringBuilder payload) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '#' || c == '\\') {
        payload.append('\\').append(c);
      } else {
        payload.append(c < Framing.LOWEST_PAYLOAD_BYTE ? ' ' : c);
      }
    }
  }

  /** The session of a supply as a field. */
  static String sessionOf(Optional<Supply> supply) {
    return supply.map(it -> it.session().value()).orElse(NOTHING);
  }

  /** The energy of a supply as a field. */
  static String energyOf(Optional<Supply> supply) {
    return supply.map(it -> Long.toString(it.energy().wh())).orElse(NOTHING);
  }

  /** Text for people as a field. */
  static String text(String text) {
    if (text.isEmpty()) {
      return NOTHING;
    }
    boolean tooLong = text.length() > MAX_TEXT_LENGTH;
    return tooLong ? text.substring(0, MAX_TEXT_LENGTH) : text;
  }

  /**
   * Splits.
   *
   * @throws MalformedFrame if a backslash stands before anything but {@code #} and itself
   */
  static Fields of(String payload) throws MalformedFrame {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < payload.length(); i++) {
      char c = payload.charAt(i);
      if (c == '#') {
        parts.add(part.toString());
        part.setLength(0);
      } else if (c == '\\') {
        i++;
        part.append(escaped(payload, i));
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return new Fields(parts);
  }

  private static char escaped(String payload, int index) throws MalformedFrame {
    if (index < payload.length()) {
      char c = payload.charAt(index);
      if (c == '#' || c == '\\') {
        return c;
      }
    }
    throw new MalformedFrame("a \\ in a field stands before neither # nor \\: " + quoted(payload));
  }

  String operation() {
    return parts.getFirst();
  }

  /** How many fields follow the operation. */
  int count() {
    return parts.size() - 1;
  }

  /**
   * Checks how many fields there are.
   *
   * @param names what is expected, for the message
   */
  Fields expect(String... names) throws MalformedFrame {
    if (count() != names.length) {
      String form = String.join("#", names);
      throw new MalformedFrame(
          operation()
              + " has "
              + count()
              + " fields; its form is "
              + operation()
              + (form.isEmpty() ? "" : "#" + form));
    }
    return this;
  }

  /**
   * Checks that there are enough fields; the last name may come several times.
   *
   * @param names what is expected, for the message
   */
  void expectAtLeast(String... names) throws MalformedFrame {
    if (count() < names.length) {
      throw new MalformedFrame(
          operation()
              + " has "
              + count()
              + " fields; its form is "
              + operation()
              + "#"
              + String.join("#", names)
              + "…");
    }
  }

  /**
   * Checks that the fields come in groups, at least one.
   *
   * @param names what is expected of each, for the message
   * @return where each group begins
   */
  List<Integer> groups(String... names) throws MalformedFrame {
    expectAtLeast(names);
    if (count() % names.length != 0) {
      throw new MalformedFrame(
          operation() + " has " + count() + " fields, not groups of " + String.join("#", names));
    }
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < count(); i += names.length) {
      starts.add(i);
    }
    return starts;
  }

  /** All fields from one on, as they are. */
  List<String> from(int index) {
    return List.copyOf(parts.subList(index + 1, parts.size()));
  }

  /** A field's text, {@code -} read as nothing. */
  String text(int index) {
    return present(index).orElse("");
  }

  Optional<String> present(int index) {
    String value = parts.get(index + 1);
    return value.isEmpty() || value.equals(NOTHING) ? Optional.empty() : Optional.of(value);
  }

  String required(int index, String name) throws MalformedFrame {
    return present(index).orElseThrow(() -> new MalformedFrame(operation() + " has no " + name));
  }

  String commandId(int index) throws MalformedFrame {
    String id = required(index, "commandId");
    if (id.length() > MAX_COMMAND_ID_LENGTH) {
      throw new MalformedFrame(
          operation() + ": commandId is longer than " + MAX_COMMAND_ID_LENGTH + " characters");
    }
    return id;
  }

  long number(int index, String name) throws MalformedFrame {
    String digits = required(index, name);
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new MalformedFrame(
          operation() + ": " + name + " is not a whole number: " + quoted(digits), e);
    }
  }

  OptionalLong optionalNumber(int index, String name) throws MalformedFrame {
    return index < count() && present(index).isPresent()
        ? OptionalLong.of(number(index, name))
        : OptionalLong.empty();
  }

  /** A number that is not negative. */
  long count(int index, String name) throws MalformedFrame {
    long number = number(index, name);
    if (number < 0) {
      throw new MalformedFrame(operation() + ": " + name + " is negative: " + number);
    }
    return number;
  }

  MemberId memberId(int index) throws MalformedFrame {
    return checked(() -> new MemberId(present(index).orElse("")));
  }

  ClearingPeriod period(int index) throws MalformedFrame {
    return checked(() -> ClearingPeriod.of(present(index).orElse("")));
  }

  /** A number from 0 to 1,000,000, for seconds and milliseconds. */
  int smallNumber(int index, String name) throws MalformedFrame {
    long number = number(index, name);
    if (number < 0 || number > 1_000_000) {
      throw new MalformedFrame(
          operation() + ": " + name + " is not between 0 and 1000000: " + number);
    }
    return (int) number;
  }

  ChargePointId chargePointId(int index) throws MalformedFrame {
    return checked(() -> new ChargePointId(present(index).orElse("")));
  }

  /** Session and energy, side by side: both or neither. */
  Optional<Supply> supply(int index) throws MalformedFrame {
    Optional<String> session = present(index);
    if (session.isEmpty()) {
      return Optional.empty();
    }
    long energyWh = number(index + 1, "energyWh");
    return Optional.of(
        checked(() -> new Supply(new SessionId(session.get()), new Energy(energyWh))));
  }

  /** One of the constants of an enum, by its name. */
  <E extends Enum<E>> E constant(int index, String name, Class<E> type) throws MalformedFrame {
    String value = required(index, name);
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(value)) {
        return constant;
      }
    }
    throw new MalformedFrame(operation() + ": " + name + " is unknown: " + quoted(value));
  }

  /** The operation is none of those that travel this way. */
  MalformedFrame unknown() {
    return new MalformedFrame("unknown operation " + quoted(operation()));
  }

  /** Makes a value that checks its own form. */
  <T> T checked(Checked<T> make) throws MalformedFrame {
    try {
      return make.value();
    } catch (IllegalArgumentException e) {
      throw new MalformedFrame(operation() + ": " + e.getMessage(), e);
    }
  }

  private static String quoted(String text) {
    boolean tooLong = text.length() > MAX_QUOTED_LENGTH;
    return '"' + (tooLong ? text.substring(0, MAX_QUOTED_LENGTH) + "…" : text) + '"';
  }

  /** Makes a value, or throws {@link IllegalArgumentException}. */
  interface Checked<T> {
    T value();
  }
}
