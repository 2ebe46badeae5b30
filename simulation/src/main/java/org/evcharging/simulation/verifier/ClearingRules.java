package org.evcharging.simulation.verifier;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.evcharging.simulation.disk.ClearingDisk;
import org.evcharging.simulation.disk.ClearingDisk.BatchId;
import org.evcharging.simulation.disk.ClearingDisk.BatchRow;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.disk.ClearingDisk.ClaimRow;
import org.evcharging.simulation.disk.ClearingDisk.Commit;
import org.evcharging.simulation.disk.ClearingDisk.Month;
import org.evcharging.simulation.disk.ClearingDisk.Pair;
import org.evcharging.simulation.disk.ClearingDisk.ParticipationRow;
import org.evcharging.simulation.world.World;
import org.evcharging.wire.ClearingToMember;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MemberToClearing;

/**
 * That a clearing keeps what spec §10 promises: seen by what members ask and are answered, and by
 * what is on the disk. Of an answer it does not matter whether it reached the member: it was given.
 */
public final class ClearingRules {
  private static final String ACKNOWLEDGED = "what is acknowledged to a member is on the disk";
  private static final String ANSWERED = "a member is answered what is so";
  private static final String NOT_YET = "NOT_YET names those who have not finished, and no others";
  private static final String STATEMENT = "each statement is what the members' CDRs come to";

  private static final long TOGETHER_NANOS = 5_000_000;

  private final World world;
  private final ClearingDisk disk;
  private final Map<ClearingOutcome, Long> outcomes = new EnumMap<>(ClearingOutcome.class);
  private final Set<String> haveStatements = new HashSet<>();
  private final Set<String> everBad = new HashSet<>();

  /** By member, as they were told. */
  private final Map<String, Long> positions = new HashMap<>();

  private Optional<ClearingBooks> books = Optional.empty();
  private Optional<ClearingDiskRules> diskRules = Optional.empty();

  /** What is being dealt with. */
  private MemberToClearing said = new MemberToClearing.Ask();

  private long commitsBefore;
  private long finishedNanos = Long.MIN_VALUE / 2;

  ClearingRules(World world, ClearingDisk disk) {
    this.world = world;
    this.disk = disk;
    disk.watch(this::committed);
  }

  /**
   * A period will be cleared.
   *
   * @param files what each member has, in its order, once that is mended
   */
  public void willClear(String month, SortedMap<String, List<CdrRow>> files) {
    ClearingBooks all = new ClearingBooks(month, files);
    books = Optional.of(all);
    diskRules = Optional.of(new ClearingDiskRules(all));
  }

  private ClearingDiskRules diskRules() {
    return diskRules.orElseThrow();
  }

  private Optional<Month> month() {
    return books.flatMap(it -> disk.month(it.month()));
  }

  private void committed(Commit commit) {
    Month month = month().orElseThrow();
    diskRules().committed(commit, month);
    for (String _ : commit.finished()) {
      if (world.nowNanos() - finishedNanos <= TOGETHER_NANOS) {
        count(ClearingOutcome.FINISHED_TOGETHER);
      }
      finishedNanos = world.nowNanos();
    }
    if (!commit.finished().isEmpty() && month.nettedAt().isPresent()) {
      count(ClearingOutcome.NETTED);
    }
  }

  private void count(ClearingOutcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  /** A member's question is about to be dealt with. */
  public void asked(String member, String question) {
    commitsBefore = disk.commits();
    said = parsed(question);
    if (said instanceof MemberToClearing.Batch batch) {
      diskRules().asked(new BatchId(member, batch.number()), batch.records().size());
    }
  }

  /** What was asked last was answered, whether that reaches the member or not. */
  public void answered(String member, List<String> answers) {
    Told told = new Told();
    for (String answer : answers) {
      switch (heard(answer)) {
        case ClearingToMember.Welcome welcome -> welcomed(member, welcome);
        case ClearingToMember.Stored(long number) -> stored(member, number);
        case ClearingToMember.BadRecord bad -> bad(member, bad);
        case ClearingToMember.NotYet(var missing) ->
            notYet(missing.stream().map(Object::toString).toList());
        case ClearingToMember.Claims(var claims) -> told.claims(claims);
        case ClearingToMember.Transfers(var transfers) -> told.transfers(transfers);
        case ClearingToMember.Position position -> statement(member, told, position);
        case ClearingToMember.Refused refused -> refused(member, refused);
      }
    }
    requireFinished(member, answers);
  }

  /** A member has got these answers. */
  public void received(String member, List<String> answers) {
    if (!answers.isEmpty() && heard(answers.getLast()) instanceof ClearingToMember.Position) {
      haveStatements.add(member);
    }
  }

  /** Everything works again: each member is to have its statement after this, too. */
  public void mended() {
    haveStatements.clear();
  }

  private static MemberToClearing parsed(String question) {
    try {
      return MemberToClearing.parse(question);
    } catch (MalformedFrame e) {
      throw new Violation("members say what can be read", question);
    }
  }

  private static ClearingToMember heard(String answer) {
    try {
      return ClearingToMember.parse(answer);
    } catch (MalformedFrame e) {
      throw new Violation("the clearing says what can be read", answer);
    }
  }

  private void welcomed(String member, ClearingToMember.Welcome welcome) {
    count(ClearingOutcome.WELCOME);
    Month month = month().orElseThrow();
    ParticipationRow row = month.participations().get(member);
    BatchRow last = month.batches().get(new BatchId(member, welcome.batches()));
    require(
        ANSWERED,
        row != null
            && row.batches() == welcome.batches()
            && welcome.digest().equals(last == null ? "" : last.digest()),
        () -> welcome + " and the disk has " + row + ", " + last);
  }

  private void stored(String member, long number) {
    count(disk.commits() == commitsBefore ? ClearingOutcome.STORED_BEFORE : ClearingOutcome.STORED);
    BatchId id = new BatchId(member, number);
    require(
        ACKNOWLEDGED,
        said instanceof MemberToClearing.Batch batch
            && batch.number() == number
            && diskRules().part(id).size() == batch.records().size()
            && month().orElseThrow().batches().containsKey(id),
        () -> id + " has on the disk " + diskRules().part(id));
    diskRules().requirePart(month().orElseThrow(), id);
  }

  private void bad(String member, ClearingToMember.BadRecord bad) {
    count(ClearingOutcome.BAD_RECORD);
    everBad.add(member);
    require(
        ANSWERED,
        !month().orElseThrow().batches().containsKey(new BatchId(member, bad.number())),
        () -> bad + " of a batch that is stored, of " + member);
  }

  private void notYet(List<String> missing) {
    count(ClearingOutcome.NOT_YET);
    SortedSet<String> unfinished = ClearingDiskRules.missing(month().orElseThrow());
    require(
        NOT_YET,
        !missing.isEmpty() && missing.equals(List.copyOf(unfinished)),
        () -> missing + ", and the disk says " + unfinished);
  }

  /** What a statement says but for its position. */
  private static final class Told {
    private final SortedMap<Pair, ClaimRow> claims = new TreeMap<>();
    private final SortedMap<Pair, Long> transfers = new TreeMap<>();

    void claims(List<ClearingToMember.Claim> some) {
      some.forEach(it ->
          claims.put(
              new Pair(it.creditor().value(), it.debtor().value()),
              new ClaimRow(it.cents(), it.cdrs())));
    }

    void transfers(List<ClearingToMember.Transfer> some) {
      some.forEach(
          it -> transfers.put(new Pair(it.payer().value(), it.payee().value()), it.cents()));
    }
  }

  private void statement(String member, Told told, ClearingToMember.Position position) {
    count(ClearingOutcome.STATEMENT);
    Month month = month().orElseThrow();
    SortedSet<String> unfinished = ClearingDiskRules.missing(month);
    require(
        "no result before all have finished",
        unfinished.isEmpty() && month.nettedAt().isPresent(),
        () -> position + ", and these have not finished: " + unfinished);
    ClearingBooks all = books.orElseThrow();
    require(
        STATEMENT,
        position.member().value().equals(member)
            && position.period().toString().equals(all.month())
            && position.cents() == all.position(member)
            && ClearingDiskRules.moved(told.transfers, member) == position.cents()
            && told.claims.equals(all.claimsOf(member))
            && told.transfers.equals(of(member, month.transfers())),
        () ->
            position + " " + told.claims + " " + told.transfers + ", not " + all.claimsOf(member));
    requireSumOfZero(member, position.cents());
  }

  private void requireSumOfZero(String member, long cents) {
    positions.put(member, cents);
    require(
        "all positions of a period sum to zero",
        positions.size() < books.orElseThrow().members().size()
            || positions.values().stream().mapToLong(Long::longValue).sum() == 0,
        positions::toString);
  }

  private static SortedMap<Pair, Long> of(String member, SortedMap<Pair, Long> transfers) {
    SortedMap<Pair, Long> own = new TreeMap<>(transfers);
    own.keySet().removeIf(pair -> !pair.from().equals(member) && !pair.to().equals(member));
    return own;
  }

  private void refused(String member, ClearingToMember.Refused refused) {
    count(ClearingOutcome.REFUSED);
    Optional<ParticipationRow> row =
        month().map(it -> Objects.requireNonNull(it.participations().get(member)));
    boolean right =
        switch (said) {
          case MemberToClearing.Member _ -> row.isEmpty();
          case MemberToClearing.Finished(long batches) ->
              row.isEmpty() || (row.get().batches() != batches && !row.get().finished());
          // What comes late, after it was mended, is another batch of that number.
          case MemberToClearing.Batch _ -> everBad.contains(member) || row.isEmpty();
          case MemberToClearing.Ask _ -> row.isEmpty();
        };
    require(ANSWERED, right, () -> member + " said " + said + ": " + refused + ", is " + row);
  }

  /** Who has said so and was not refused has finished, with as many batches. */
  private void requireFinished(String member, List<String> answers) {
    if (said instanceof MemberToClearing.Finished
        && !(heard(answers.getLast()) instanceof ClearingToMember.Refused)) {
      ParticipationRow row = month().orElseThrow().participations().get(member);
      require(
          ACKNOWLEDGED, row != null && row.finished(), () -> member + " said " + said + ": " + row);
    }
  }

  /** What is not as it must be when nothing goes wrong any more; empty if all is. */
  Optional<String> unsettled() {
    if (books.isEmpty()) {
      return Optional.empty();
    }
    if (month().isEmpty()) {
      return Optional.of("the period is not open");
    }
    SortedSet<String> without = new TreeSet<>(books.get().members());
    without.removeAll(haveStatements);
    return diskRules()
        .unsettled(month().get())
        .or(() -> without.isEmpty() ? Optional.empty() : Optional.of("no statement: " + without));
  }

  /** How often each was seen. */
  public Map<ClearingOutcome, Long> outcomes() {
    return outcomes;
  }

  private static void require(String promise, boolean holds, Supplier<String> words) {
    if (!holds) {
      throw new Violation(promise, words.get());
    }
  }
}
