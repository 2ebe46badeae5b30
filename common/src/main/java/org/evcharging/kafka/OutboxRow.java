package org.evcharging.kafka;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Which row of Central's outbox a record was, carried in two headers of 8 bytes, big-endian. Within
 * a partition it ascends; one that does not was sent twice.
 *
 * @param epoch of the run of Central that wrote the row; later runs have higher ones
 * @param row its number in the outbox
 */
public record OutboxRow(long epoch, long row) implements Comparable<OutboxRow> {
  private static final String EPOCH = "epoch";
  private static final String ROW = "row";

  private static final Comparator<OutboxRow> ORDER =
      Comparator.comparingLong(OutboxRow::epoch).thenComparingLong(OutboxRow::row);

  /** Empty for a record that Central did not number, or that somebody else wrote. */
  public static Optional<OutboxRow> from(Headers headers) {
    @Nullable Header epoch = headers.lastHeader(EPOCH);
    @Nullable Header row = headers.lastHeader(ROW);
    return isNumber(epoch) && isNumber(row)
        ? Optional.of(new OutboxRow(number(epoch), number(row)))
        : Optional.empty();
  }

  /** The two headers, for a record to be sent. */
  public List<Header> headers() {
    return List.of(header(EPOCH, epoch), header(ROW, row));
  }

  @Override
  public int compareTo(OutboxRow other) {
    return ORDER.compare(this, other);
  }

  private static boolean isNumber(@Nullable Header header) {
    return header != null && header.value() != null && header.value().length == Long.BYTES;
  }

  private static long number(@Nullable Header header) {
    return header == null ? 0 : ByteBuffer.wrap(header.value()).getLong();
  }

  private static Header header(String name, long value) {
    return new RecordHeader(name, ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }
}
