package org.evcharging.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * How every part configures its Kafka clients: bytes in, bytes out, no topic made by accident, and
 * a broker that was away is found again within about a second. Each call gives a new map, free to
 * be changed.
 */
public final class KafkaSettings {
  /** A broker that takes longer than this to answer is treated as away. */
  private static final int REQUEST_TIMEOUT_MS = 5_000;

  /** The longest pause between two tries to connect; short, as brokers here are few. */
  private static final int RECONNECT_MAX_MS = 1_000;

  private static final int MAX_PORT = 65_535;

  private static final Pattern ADDRESS =
      Pattern.compile("(?:[^\\s:/]+|\\[[0-9A-Fa-f:]+]):(?<port>[0-9]{1,5})");

  private KafkaSettings() {}

  /**
   * For a producer that never gives a record up, never sends it twice, and sends it at once.
   *
   * @param bootstrap {@code host:port[,host:port…]}
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static Map<String, Object> producer(String bootstrap, String clientId) {
    Map<String, Object> settings = common(bootstrap, clientId);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With more requests under way, a broker that has just started may refuse the first and take
    // the second: it knows no sequence of this producer yet. The first is then out of order for
    // ever. One request carries what has gathered for all partitions, so little is lost.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_TIMEOUT_MS);
    return settings;
  }

  /**
   * For a consumer that is told its partitions and offsets, and keeps them itself.
   *
   * @param bootstrap {@code host:port[,host:port…]}
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static Map<String, Object> consumer(String bootstrap, String clientId) {
    Map<String, Object> settings = common(bootstrap, clientId);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    return settings;
  }

  /**
   * For a client that asks about topics and makes them.
   *
   * @param bootstrap {@code host:port[,host:port…]}
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public static Map<String, Object> admin(String bootstrap, String clientId) {
    Map<String, Object> settings = common(bootstrap, clientId);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    return settings;
  }

  private static Map<String, Object> common(String bootstrap, String clientId) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, requireBootstrap(bootstrap));
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MAX_MS);
    settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
    // Many clients share a process here: no MBeans that clash by name, no metrics to the broker.
    settings.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    settings.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
    return settings;
  }

  /**
   * Gives the address back if it has the form {@code host:port[,host:port…]}.
   *
   * @throws IllegalArgumentException with a sentence for the user, if it has not
   */
  public static String requireBootstrap(String bootstrap) {
    for (String address : bootstrap.split(",", -1)) {
      Matcher parts = ADDRESS.matcher(address.strip());
      if (!parts.matches() || !isPort(Integer.parseInt(parts.group("port")))) {
        throw new IllegalArgumentException(
            "Kafka address \"" + address + "\" is not of the form host:port, localhost:9092 say");
      }
    }
    return bootstrap;
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= MAX_PORT;
  }
}
