package org.evcharging.central.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.evcharging.message.Topic;

/** What a topic of ours needs that is not the broker's default. */
final class TopicSettings {
  /**
   * A dead letter holds key and value in Base64, which is a third longer: room for the longest
   * record that a broker takes by default (1 MiB), and the words around it.
   */
  static final int MAX_DEAD_LETTER_BYTES = 2 * 1024 * 1024;

  /**
   * Only closed segments are compacted, and by default one stays open for a week: whoever reads the
   * network's state from the beginning would read a week of repetitions.
   */
  private static final String NETWORK_SEGMENT_MS = "600000";

  private TopicSettings() {}

  static Map<String, String> of(Topic topic) {
    Map<String, String> settings = new HashMap<>();
    // The broker's clock is the only one that all parts share: TOO_OLD goes by it (spec R-4).
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    switch (topic) {
      case NETWORK -> {
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        settings.put(TopicConfig.SEGMENT_MS_CONFIG, NETWORK_SEGMENT_MS);
      }
      case DEAD_LETTERS ->
          settings.put(
              TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_DEAD_LETTER_BYTES));
      case REQUESTS, COMMANDS, EVENTS, NOTIFICATIONS -> {}
    }
    return settings;
  }
}
