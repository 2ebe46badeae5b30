package org.evcharging.launcher.process;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code docs/asyncapi.json} says of the records that really travel. */
final class AsyncApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode document;
  private final Map<String, Schema> schemas = new HashMap<>();

  AsyncApi() {
    try {
      byte[] file = Files.readAllBytes(Path.of("..", "docs", "asyncapi.json"));
      document = (ObjectNode) JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a record of a topic: nothing, if it is as described. */
  List<String> complaints(String topic, String record) {
    JsonNode value = JSON.readTree(record);
    String type = value.get("type").asString();
    return schemas
        .computeIfAbsent(topic + " " + type, _ -> schema(topic, type))
        .validate(value)
        .stream()
        .map(error -> topic + " " + record + ": " + error)
        .toList();
  }

  private Schema schema(String topic, String type) {
    for (JsonNode channel : document.get("channels")) {
      for (JsonNode reference : channel.get("messages")) {
        JsonNode message = document.at(reference.get("$ref").asString().substring(1));
        boolean isIt = message.get("name").asString().equals(type);
        if (isIt && channel.get("address").asString().equals(topic)) {
          return compiled((ObjectNode) message.get("payload"));
        }
      }
    }
    throw new AssertionError(topic + " carries " + type + ", which is not described");
  }

  private Schema compiled(ObjectNode payload) {
    ObjectNode schema = JSON.createObjectNode();
    schema.set("components", document.get("components"));
    schema.put("unevaluatedProperties", false);
    schema.setAll(payload);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }
}
