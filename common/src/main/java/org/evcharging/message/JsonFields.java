package org.evcharging.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of one flat JSON object, as text. Objects and arrays inside it are passed over: no
 * message has any, and unknown fields are ignored.
 */
final class JsonFields {
  private final List<String> namesAndValues;

  private JsonFields(List<String> namesAndValues) {
    this.namesAndValues = namesAndValues;
  }

  static JsonFields parse(JsonFactory json, byte[] bytes) throws MalformedMessage {
    try (JsonParser parser =
        json.createParser(tools.jackson.core.ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMessage("not a JSON object");
      }
      List<String> found = new ArrayList<>(16);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING
            || value == JsonToken.VALUE_NUMBER_INT
            || value == JsonToken.VALUE_NUMBER_FLOAT
            || value == JsonToken.VALUE_TRUE
            || value == JsonToken.VALUE_FALSE) {
          found.add(name);
          found.add(parser.getString());
        } else {
          parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw new MalformedMessage("more than one JSON object");
      }
      return new JsonFields(found);
    } catch (JacksonException e) {
      throw new MalformedMessage("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  String text(String name) throws MalformedMessage {
    String value = find(name);
    if (value == null) {
      throw new MalformedMessage("no " + name);
    }
    if (value.length() > MessageCodec.MAX_TEXT) {
      throw new MalformedMessage(name + " is " + value.length() + " characters long");
    }
    return value;
  }

  Optional<String> optionalText(String name) throws MalformedMessage {
    return find(name) == null ? Optional.empty() : Optional.of(text(name));
  }

  long number(String name) throws MalformedMessage {
    String value = text(name);
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new MalformedMessage(name + " is not a whole number: " + value, e);
    }
  }

  OptionalLong optionalNumber(String name) throws MalformedMessage {
    return find(name) == null ? OptionalLong.empty() : OptionalLong.of(number(name));
  }

  /** Reads a field whose type checks itself, and says in the reason which field was wrong. */
  <T> T as(String name, Function<String, T> type) throws MalformedMessage {
    String value = text(name);
    try {
      return type.apply(value);
    } catch (RuntimeException e) {
      throw new MalformedMessage(name + ": " + e.getMessage(), e);
    }
  }

  <T> T numberAs(String name, Function<Long, T> type) throws MalformedMessage {
    long value = number(name);
    try {
      return type.apply(value);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessage(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The last of that name, as JSON readers commonly do; a handful of fields needs no hash table.
   */
  private @Nullable String find(String name) {
    for (int i = namesAndValues.size() - 2; i >= 0; i -= 2) {
      if (namesAndValues.get(i).equals(name)) {
        return namesAndValues.get(i + 1);
      }
    }
    return null;
  }
}
