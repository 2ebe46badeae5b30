package org.evcharging.clearing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.wire.MemberToClearing;

/**
 * The parts of a batch that have come so far. Of several, each goes on within the record that the
 * one before it ended in. Immutable.
 *
 * @param number the batch's; 0 for none
 * @param come how many have come
 * @param of how many there will be
 */
record Parts(long number, int come, int of, List<String> records) {
  /** Far more CDRs than fit into a frame. */
  private static final int MAX_RECORDS = 1_000;

  static final Parts NONE = new Parts(0, 0, 0, List.of());

  /** With one more; empty if that is not the next one, or too much. */
  Optional<Parts> plus(MemberToClearing.Batch part) {
    if (part.part() == 1) {
      return part.records().size() > MAX_RECORDS
          ? Optional.empty()
          : Optional.of(new Parts(part.number(), 1, part.parts(), part.records()));
    }
    if (part.number() != number || part.parts() != of || part.part() != come + 1) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(records);
    String joined = all.removeLast() + part.records().getFirst();
    if (joined.length() > CdrCsv.MAX_LINE_BYTES) {
      return Optional.empty();
    }
    all.add(joined);
    all.addAll(part.records().subList(1, part.records().size()));
    return all.size() > MAX_RECORDS
        ? Optional.empty()
        : Optional.of(new Parts(number, come + 1, of, all));
  }

  boolean complete() {
    return come == of && of > 0;
  }
}
