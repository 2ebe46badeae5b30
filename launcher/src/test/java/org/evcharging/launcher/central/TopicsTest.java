package org.evcharging.launcher.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.evcharging.central.kafka.Topics;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.message.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsTest {
  @TempDir Path brokerData;

  @Test
  void whatIsNotThereIsMadeAndWhatIsThereIsLeftAlone() throws Exception {
    try (KafkaScene kafka = new KafkaScene(brokerData);
        Admin admin = Admin.create(KafkaSettings.admin(kafka.bootstrap(), "test"))) {
      admin
          .createTopics(List.of(new NewTopic("ev.events", 5, (short) 1)))
          .all()
          .get(20, TimeUnit.SECONDS);

      Topics topics = Topics.await(kafka.bootstrap(), _ -> {}, () -> false).orElseThrow();

      assertThat(topics.of(Topic.EVENTS).partitions()).isEqualTo(5);
      for (Topic topic : List.of(Topic.REQUESTS, Topic.COMMANDS, Topic.NOTIFICATIONS)) {
        assertThat(topics.of(topic).partitions()).isEqualTo(Topic.PARTITIONS);
      }
      assertThat(config(admin, Topic.NETWORK).get("cleanup.policy").value()).isEqualTo("compact");
      assertThat(config(admin, Topic.REQUESTS).get("message.timestamp.type").value())
          .isEqualTo("LogAppendTime");
      assertThat(Topics.ensure(kafka.bootstrap()).of(Topic.EVENTS))
          .isEqualTo(topics.of(Topic.EVENTS));
    }
  }

  @Test
  void whoStopsWaitsNoLonger() {
    assertThat(Topics.await("localhost:1", _ -> {}, () -> true)).isEmpty();
  }

  private static Config config(Admin admin, Topic topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    return admin.describeConfigs(List.of(resource)).all().get(20, TimeUnit.SECONDS).get(resource);
  }
}
