package org.evcharging.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code docs/asyncapi.json} describes what the codec writes: all of it, and nothing else. */
class AsyncApiTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode document = read();
  private final MessageCodec codec = new MessageCodec();

  @Test
  void everyMessageIsAsDescribed() {
    MessageCodecTest.requests().forEach(it -> check(Topic.REQUESTS, codec.encode(it, AT)));
    MessageCodecTest.commands().forEach(it -> check(Topic.COMMANDS, codec.encode(it, AT)));
    MessageCodecTest.events().forEach(it -> check(Topic.EVENTS, codec.encode(it, AT)));
    MessageCodecTest.notifications()
        .forEach(it -> check(Topic.NOTIFICATIONS, codec.encode(it, AT)));
    MessageCodecTest.networkRecords().forEach(it -> check(Topic.NETWORK, codec.encode(it, AT)));
    DeadLetter letter =
        DeadLetter.of("not JSON", "ev.requests", 7, 42, new byte[] {1}, new byte[] {2, 3});
    check(Topic.DEAD_LETTERS, codec.encode(letter, AT));
  }

  @Test
  void everyTypeOfEachTopicIsDescribedAndNoOther() {
    assertThat(typesDescribed(Topic.REQUESTS)).isEqualTo(typesOf(Request.class));
    assertThat(typesDescribed(Topic.COMMANDS)).isEqualTo(typesOf(EngineCommand.class));
    assertThat(typesDescribed(Topic.EVENTS)).isEqualTo(typesOf(EngineEvent.class));
    assertThat(typesDescribed(Topic.NOTIFICATIONS)).isEqualTo(typesOf(Notification.class));
    assertThat(typesDescribed(Topic.NETWORK)).isEqualTo(typesOf(NetworkRecord.class));
    assertThat(typesDescribed(Topic.DEAD_LETTERS)).containsExactly("DeadLetter");
  }

  @Test
  void everyWordThatAFieldMayHaveIsDescribed() {
    assertThat(words("DenialReason")).isEqualTo(names(DenialReason.values()));
    assertThat(words("EndReason")).isEqualTo(names(EndReason.values()));
    assertThat(words("ChargePointState/properties/status"))
        .isEqualTo(names(ChargePointStatus.values()));
    assertThat(words("Step/properties/step")).isEqualTo(names(Notification.Stage.values()));
  }

  private void check(Topic topic, byte[] value) {
    JsonNode record = JSON.readTree(value);
    String type = record.get("type").asString();
    JsonNode payload =
        messagesOf(topic).stream()
            .filter(message -> message.get("name").asString().equals(type))
            .findFirst()
            .orElseThrow(() -> new AssertionError(topic + " has no " + type))
            .get("payload");
    ObjectNode schema = JSON.createObjectNode();
    schema.set("components", document.get("components"));
    schema.put("unevaluatedProperties", false);
    schema.setAll((ObjectNode) payload);
    Schema compiled =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
    assertThat(compiled.validate(record)).as("%s", record).isEmpty();
  }

  private Set<String> typesDescribed(Topic topic) {
    Set<String> types = new HashSet<>();
    messagesOf(topic).forEach(message -> types.add(message.get("name").asString()));
    return types;
  }

  private List<JsonNode> messagesOf(Topic topic) {
    List<JsonNode> messages = new ArrayList<>();
    for (JsonNode channel : document.get("channels")) {
      if (channel.get("address").asString().equals(topic.topicName())) {
        channel
            .get("messages")
            .forEach(reference ->
                messages.add(document.at(reference.get("$ref").asString().substring(1))));
      }
    }
    return messages;
  }

  private List<String> words(String schema) {
    return document
        .at("/components/schemas/" + schema + "/enum")
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private static List<String> names(Enum<?>[] values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  private static Set<String> typesOf(Class<?> sealed) {
    return new HashSet<>(
        Arrays.stream(sealed.getPermittedSubclasses()).map(Class::getSimpleName).toList());
  }

  private static ObjectNode read() {
    Path file = Path.of("..", "docs", "asyncapi.json");
    try {
      return (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
