package org.evcharging.kafka;

import java.util.Optional;

/**
 * What a {@link Tail} reads and where it begins.
 *
 * @param topic the topic's name; it need not exist yet
 */
public record TailSettings(String bootstrap, String topic, Scope scope) {

  /** Where to begin when no saved position fits. */
  public enum Start {
    /** With the oldest record there is. */
    BEGINNING,
    /** With what comes from now on. */
    END
  }

  /** Which of the topic's records. */
  public sealed interface Scope {
    /** Where to begin when no saved position fits. */
    Start start();

    /**
     * Those of one key, from the one partition that holds it.
     *
     * @param position where the position is kept; empty: nowhere, begin at {@code start}
     */
    record OneKey(String key, Start start, Optional<PositionMemory> position) implements Scope {}

    /** All of all partitions. */
    record Everything(Start start) implements Scope {}
  }

  /**
   * @throws IllegalArgumentException if the bootstrap address is not one
   */
  public TailSettings {
    KafkaSettings.requireBootstrap(bootstrap);
  }

  /** The records of one key, with the position kept in a file. */
  public static TailSettings ofKey(
      String bootstrap, String topic, String key, Start start, PositionMemory position) {
    return new TailSettings(bootstrap, topic, new Scope.OneKey(key, start, Optional.of(position)));
  }

  /** The records of one key, with no position kept. */
  public static TailSettings ofKey(String bootstrap, String topic, String key, Start start) {
    return new TailSettings(bootstrap, topic, new Scope.OneKey(key, start, Optional.empty()));
  }

  /** The records of all keys, with no position kept. */
  public static TailSettings ofAll(String bootstrap, String topic, Start start) {
    return new TailSettings(bootstrap, topic, new Scope.Everything(start));
  }
}
