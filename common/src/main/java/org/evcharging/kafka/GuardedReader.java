package org.evcharging.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a tail alive whatever its reader throws: one bad record must not stop the others. */
final class GuardedReader implements TailReader {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedReader.class);

  private final TailReader reader;
  private final String topic;

  GuardedReader(TailReader reader, String topic) {
    this.reader = reader;
    this.topic = topic;
  }

  @Override
  public void read(TailRecord record) {
    try {
      reader.read(record);
    } catch (RuntimeException e) {
      LOG.error(
          "topic={} partition={} offset={} key={} passed over, its reader failed: {}",
          topic,
          record.partition(),
          record.offset(),
          record.key(),
          e.toString(),
          e);
    }
  }

  @Override
  public void caughtUp() {
    guard(reader::caughtUp);
  }

  @Override
  public void waitingForTopic(String missing) {
    guard(() -> reader.waitingForTopic(missing));
  }

  @Override
  public void contactLost() {
    guard(reader::contactLost);
  }

  @Override
  public void contactRegained() {
    guard(reader::contactRegained);
  }

  @Override
  public void looked(boolean contact) {
    guard(() -> reader.looked(contact));
  }

  private void guard(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("topic={} its reader failed: {}", topic, e.toString(), e);
    }
  }
}
