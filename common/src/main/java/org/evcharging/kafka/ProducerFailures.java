package org.evcharging.kafka;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What a failure to send says of the producer. */
public final class ProducerFailures {
  private ProducerFailures() {}

  /**
   * Tells whether the producer is of no more use after it. It is still good where a later try may
   * work, or the record alone was refused. Any other failure (fenced, out of sequence, not allowed)
   * an idempotent producer may repeat for ever, so that a new one is the way on.
   */
  public static boolean endsIt(Exception failure) {
    return !(failure instanceof RetriableException
        || failure instanceof RecordTooLargeException
        || failure instanceof InvalidTopicException
        || failure instanceof SerializationException);
  }
}
