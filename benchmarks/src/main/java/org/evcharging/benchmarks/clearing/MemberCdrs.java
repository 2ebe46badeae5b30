package org.evcharging.benchmarks.clearing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.evcharging.clearing.client.CdrSource;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.clearing.core.Packer;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;

/**
 * What a member uploads: CDRs in memory, made up as a month of charging would make them, their ids
 * in ascending order as those of our sessions are. The same ones each time.
 */
record MemberCdrs(MemberId member, List<Cdr> cdrs) {
  static final ClearingPeriod PERIOD = ClearingPeriod.of("2026-11");

  static final List<MemberId> MEMBERS =
      IntStream.rangeClosed(1, 5).mapToObj(i -> new MemberId("OP" + i)).toList();

  /** Of a batch: more than fit into a frame. */
  static final int BATCH_SIZE = 1_000;

  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final long MONTH_MS = 29L * 24 * 60 * 60 * 1_000;
  private static final int LONGEST_MS = 3 * 60 * 60 * 1_000;
  private static final int MOST_WH = 80_000;
  private static final int WH_PER_CENT = 40;

  /** For all members, so many each. */
  static List<MemberCdrs> make(int each) {
    return MEMBERS.stream().map(member -> make(member, each)).toList();
  }

  private static MemberCdrs make(MemberId member, int count) {
    Random random = new Random(member.hashCode());
    List<MemberId> others = MEMBERS.stream().filter(it -> !it.equals(member)).toList();
    List<Cdr> cdrs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Instant start = FIRST.plusMillis(MONTH_MS * i / count);
      int wh = random.nextInt(MOST_WH);
      cdrs.add(
          new Cdr(
              String.format(Locale.ROOT, "01KA%022d", i),
              member,
              others.get(random.nextInt(others.size())),
              start,
              start.plusMillis(random.nextInt(LONGEST_MS)),
              new Energy(wh),
              new Money(wh / WH_PER_CENT)));
    }
    return new MemberCdrs(member, cdrs);
  }

  /** As the member's client reads them. */
  CdrSource source() {
    return new InMemory(cdrs.iterator());
  }

  /** In the batches that the member's client makes of them. */
  List<List<Cdr>> batches() {
    List<List<Cdr>> batches = new ArrayList<>();
    Packer packer = new Packer(BATCH_SIZE);
    int from = 0;
    for (int i = 0; i < cdrs.size(); i++) {
      String line = CdrCsv.line(cdrs.get(i));
      if (!packer.fits(line)) {
        batches.add(cdrs.subList(from, from + packer.take().size()));
        from = i;
      }
      packer.add(line);
    }
    batches.add(cdrs.subList(from, cdrs.size()));
    return batches;
  }

  private static final class InMemory implements CdrSource {
    private final Iterator<Cdr> cdrs;
    private long line;

    private InMemory(Iterator<Cdr> cdrs) {
      this.cdrs = cdrs;
    }

    @Override
    public Optional<Cdr> next() {
      if (!cdrs.hasNext()) {
        return Optional.empty();
      }
      line++;
      return Optional.of(cdrs.next());
    }

    @Override
    public long line() {
      return line;
    }

    @Override
    public void close() {
      // There is nothing to close.
    }
  }
}
