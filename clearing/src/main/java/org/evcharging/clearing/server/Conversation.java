package org.evcharging.clearing.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.Batch;
import org.evcharging.clearing.core.BatchAnswer;
import org.evcharging.clearing.core.BatchDigest;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SecretHash;
import org.evcharging.wire.ClearingToMember;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MemberToClearing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered to one member, payload by payload. Used by one thread. */
public final class Conversation {
  /** However long the names and the sums are. */
  private static final int LINES_A_FRAME = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** Who it is, once that is known. */
  private record Known(ClearingPeriod period, MemberId member) {}

  private final Storage storage;
  private final Completion completion;
  private final Supplier<String> salts;

  private Optional<Known> known = Optional.empty();

  /** Of the last batch that is stored. */
  private String digest = "";

  private long stored;
  private Parts parts = Parts.NONE;

  /**
   * @param salts each is a new random one
   */
  public Conversation(Storage storage, Completion completion, Supplier<String> salts) {
    this.storage = storage;
    this.completion = completion;
    this.salts = salts;
  }

  /**
   * Answers a payload. Returns when what it answers is on the disk.
   *
   * @throws StorageFailure if it is not: nothing more can be promised
   */
  public List<ClearingToMember> hear(String payload) throws StorageFailure {
    try {
      MemberToClearing said = MemberToClearing.parse(payload);
      if (said instanceof MemberToClearing.Member member) {
        return List.of(admit(member));
      }
      if (known.isEmpty()) {
        return refused("MEMBER comes first");
      }
      return hear(known.get(), said);
    } catch (MalformedFrame e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private List<ClearingToMember> hear(Known who, MemberToClearing said) throws StorageFailure {
    return switch (said) {
      case MemberToClearing.Member again -> List.of(admit(again));
      case MemberToClearing.Batch batch -> batch(who, batch);
      case MemberToClearing.Finished finished -> answer(finish(who, finished.batches()));
      case MemberToClearing.Ask _ -> answer(completion.ask(who.period(), who.member()));
    };
  }

  private Completion.Answer finish(Known who, long batches) throws StorageFailure {
    Completion.Answer answer = completion.finish(who.period(), who.member(), batches);
    LOG.info(
        "member has finished member={} period={} batches={} answer={}",
        who.member(),
        who.period(),
        batches,
        answer.getClass().getSimpleName());
    return answer;
  }

  private ClearingToMember admit(MemberToClearing.Member member) throws StorageFailure {
    known = Optional.empty();
    Storage.Admission admission =
        storage.admit(
            member.period(),
            member.member(),
            member.secret(),
            SecretHash.of(salts.get(), member.secret()));
    return switch (admission) {
      case Storage.Admission.Refused(String reason) -> {
        LOG.warn("member not let in member={} reason={}", member.member(), reason);
        yield new ClearingToMember.Refused(reason);
      }
      case Storage.Admission.Admitted admitted -> welcome(member, admitted);
    };
  }

  private ClearingToMember welcome(
      MemberToClearing.Member member, Storage.Admission.Admitted admitted) {
    known = Optional.of(new Known(member.period(), member.member()));
    LOG.info("member let in member={} period={}", member.member(), member.period());
    stored = admitted.batches();
    digest = admitted.digest();
    parts = Parts.NONE;
    return new ClearingToMember.Welcome(member.period(), member.member(), stored, digest);
  }

  /** Tells whether somebody was let in. */
  boolean isKnown() {
    return known.isPresent();
  }

  /** Parts but the last are not answered. */
  private List<ClearingToMember> batch(Known who, MemberToClearing.Batch part)
      throws StorageFailure {
    Optional<Parts> more = parts.plus(part);
    parts = more.orElse(Parts.NONE);
    if (more.isEmpty()) {
      return refused(
          "batch " + part.number() + ": part " + part.part() + " does not fit, or is too much");
    }
    if (!parts.complete()) {
      return List.of();
    }
    List<String> records = parts.records();
    parts = Parts.NONE;
    return List.of(store(who, part.number(), records));
  }

  private ClearingToMember store(Known who, long number, List<String> records)
      throws StorageFailure {
    List<Cdr> cdrs = new ArrayList<>();
    for (String record : records) {
      try {
        cdrs.add(CdrCsv.parse(1, record));
      } catch (BadRecord e) {
        return new ClearingToMember.BadRecord(
            number, cdrs.size() + 1, String.valueOf(e.getMessage()));
      }
    }
    // Sent again, it follows upon the one before it, which is not the last one stored.
    String before =
        number == stored + 1
            ? digest
            : storage.digest(who.period(), who.member(), number - 1).orElse("");
    String own = BatchDigest.of(before, records);
    return answer(storage.store(new Batch(who.period(), who.member(), number, own, cdrs)), own);
  }

  private ClearingToMember answer(BatchAnswer answer, String own) {
    return switch (answer) {
      case BatchAnswer.Stored(long number) -> {
        stored = number;
        digest = own;
        yield new ClearingToMember.Stored(number);
      }
      case BatchAnswer.Known(long number) -> new ClearingToMember.Stored(number);
      case BatchAnswer.BadRecordIn(long number, int index, String reason) ->
          new ClearingToMember.BadRecord(number, index + 1, reason);
      case BatchAnswer.Refused refused -> new ClearingToMember.Refused(refused.reason());
    };
  }

  private static List<ClearingToMember> answer(Completion.Answer answer) {
    return switch (answer) {
      case Completion.NotYet(var missing) ->
          List.of(new ClearingToMember.NotYet(List.copyOf(missing)));
      case Completion.Refused(String reason) -> refused(reason);
      case Completion.Result(Statement statement) -> lines(statement);
    };
  }

  private static List<ClearingToMember> lines(Statement statement) {
    List<ClearingToMember.Claim> claims =
        statement.claims().stream()
            .map(
                it -> new ClearingToMember.Claim(it.creditor(), it.debtor(), it.cents(), it.cdrs()))
            .toList();
    List<ClearingToMember.Transfer> transfers =
        statement.transfers().stream()
            .map(it -> new ClearingToMember.Transfer(it.from(), it.to(), it.cents()))
            .toList();
    return Stream.of(
            claims.stream()
                .gather(Gatherers.windowFixed(LINES_A_FRAME))
                .map(ClearingToMember.Claims::new),
            transfers.stream()
                .gather(Gatherers.windowFixed(LINES_A_FRAME))
                .map(ClearingToMember.Transfers::new),
            Stream.of(
                new ClearingToMember.Position(
                    statement.period(), statement.member(), statement.positionCents())))
        .<ClearingToMember>flatMap(it -> it)
        .toList();
  }

  private static List<ClearingToMember> refused(String reason) {
    return List.of(new ClearingToMember.Refused(reason));
  }
}
