package org.evcharging.central.http;

import java.lang.reflect.Type;
import tools.jackson.databind.json.JsonMapper;

/** How answers become JSON, times as ISO-8601 text, and requests are read. Thread-safe. */
final class Json implements io.javalin.json.JsonMapper {
  /** Made at the first use: a quarter of a second that Central's start does without. */
  private static final class Lazy {
    static final JsonMapper MAPPER = new JsonMapper();
  }

  static JsonMapper mapper() {
    return Lazy.MAPPER;
  }

  @Override
  public String toJsonString(Object value, Type type) {
    return mapper().writeValueAsString(value);
  }
}
