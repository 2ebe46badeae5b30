package org.evcharging.central.kafka;

import java.time.Instant;
import org.evcharging.central.core.Input;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.MalformedMessage;

/** Makes an input of a record's bytes. Used by one thread only. */
interface InputDecoder {
  /**
   * Reads, and adds what is random or on the disk.
   *
   * @param receivedAt when the broker got it
   * @throws MalformedMessage if the bytes are not a message of the topic
   * @throws StoreFailure if the database cannot tell what it knows of it
   */
  Input decode(byte[] value, Instant receivedAt) throws MalformedMessage, StoreFailure;
}
