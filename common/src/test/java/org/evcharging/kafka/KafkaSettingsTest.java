package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"localhost:9092", "a.b-c:1,d:65535", "[::1]:9092", "127.0.0.1:9092"})
  void anAddressHasHostAndPort(String bootstrap) {
    assertThat(KafkaSettings.requireBootstrap(bootstrap)).isEqualTo(bootstrap);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:",
        ":9092",
        "localhost:kafka",
        "a:1,",
        "a b:1",
        "a:0",
        "a:65536",
        "a:99999"
      })
  void anythingElseIsRefusedInASentence(String bootstrap) {
    assertThatThrownBy(() -> KafkaSettings.requireBootstrap(bootstrap))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not of the form host:port");
  }

  @Test
  void kafkasClientsAcceptTheSettings() {
    new KafkaProducer<>(KafkaSettings.producer("localhost:1", "test")).close();
    new KafkaConsumer<>(KafkaSettings.consumer("localhost:1", "test")).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MAD-01", "D1", "#central", "", "Gran Vía"})
  void keysGoWhereKafkasOwnProducersPutThem(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);

    assertThat(Partitions.of(key, 48)).isEqualTo(BuiltInPartitioner.partitionForKey(bytes, 48));
  }
}
