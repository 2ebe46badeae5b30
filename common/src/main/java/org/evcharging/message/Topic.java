package org.evcharging.message;

/** The Kafka topics of spec §7. */
public enum Topic {
  /** Driver, Engine → Central; key: charge point. */
  REQUESTS("ev.requests"),
  /** Central → Engine; key: charge point. */
  COMMANDS("ev.commands"),
  /** Engine → Central; key: charge point. */
  EVENTS("ev.events"),
  /** Central → Driver; key: driver. */
  NOTIFICATIONS("ev.notifications"),
  /** Central → all; key: charge point, or {@link #CENTRAL_KEY}; compacted. */
  NETWORK("ev.network"),
  /** Central → operator; key: as read. */
  DEAD_LETTERS("ev.dead-letters");

  /** The key under which Central's heartbeat stands in {@link #NETWORK}. */
  public static final String CENTRAL_KEY = "#central";

  /** How many partitions Central gives each topic it creates. */
  public static final int PARTITIONS = 48;

  private final String topicName;

  Topic(String topicName) {
    this.topicName = topicName;
  }

  /** The name in Kafka. */
  public String topicName() {
    return topicName;
  }
}
