package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/clearing}: months that companies settle with each other (spec §10). */
final class ClearingRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ClearingRoutes.class);

  private final Completion clearing;

  ClearingRoutes(Completion clearing) {
    this.clearing = clearing;
  }

  void addTo(Routes routes) {
    routes.get("/api/clearing", this::list);
    routes.post("/api/clearing", this::open);
    routes.get("/api/clearing/{period}", this::one);
    routes.post("/api/clearing/{period}/members/{member}/excuse", this::excuse);
  }

  /** How far a month is. */
  enum PeriodState {
    /** Somebody has not finished. */
    OPEN,
    /** All have, and it is settled for good. */
    NETTED
  }

  /**
   * How far a company is.
   *
   * @param batches how many are stored
   */
  record MemberJson(String member, long batches, long cdrs, boolean finished) {}

  /** A month. */
  record PeriodJson(
      String period,
      PeriodState state,
      Instant openedAt,
      @JsonInclude(NON_ABSENT) Optional<Instant> nettedAt,
      List<MemberJson> members) {

    static PeriodJson of(ClearingTables.Period period) {
      return new PeriodJson(
          period.period().toString(),
          period.nettedAt().isPresent() ? PeriodState.NETTED : PeriodState.OPEN,
          period.openedAt(),
          period.nettedAt(),
          period.members().entrySet().stream()
              .map(it ->
                  new MemberJson(
                      it.getKey().value(),
                      it.getValue().batches(),
                      it.getValue().cdrs(),
                      it.getValue().finished()))
              .toList());
    }
  }

  /** What one company has to pay to another. */
  record TransferJson(String payer, String payee, long cents) {
    static TransferJson of(Transfer transfer) {
      return new TransferJson(transfer.from().value(), transfer.to().value(), transfer.cents());
    }
  }

  /**
   * A month, and what came of it.
   *
   * @param transfers once it is netted
   */
  record OutcomeJson(
      String period,
      PeriodState state,
      Instant openedAt,
      @JsonInclude(NON_ABSENT) Optional<Instant> nettedAt,
      List<MemberJson> members,
      @JsonInclude(NON_ABSENT) Optional<List<TransferJson>> transfers) {}

  private void list(Context ctx) throws StorageFailure {
    ctx.json(clearing.periods().stream().map(PeriodJson::of).toList());
  }

  private void open(Context ctx) throws StorageFailure {
    NewClearing wanted = NewClearing.in(ctx.body());
    Optional<String> refused = clearing.open(wanted.period(), wanted.members());
    if (refused.isPresent()) {
      throw Refusal.conflict("ALREADY_OPEN", refused.get());
    }
    LOG.info(
        "clearing opened by={} period={} members={}",
        Access.who(ctx),
        wanted.period(),
        wanted.members());
    ctx.status(201).json(find(wanted.period()));
  }

  private void one(Context ctx) throws StorageFailure {
    ClearingPeriod period = periodIn(ctx);
    PeriodJson found = find(period);
    Optional<List<TransferJson>> transfers =
        found.state() == PeriodState.NETTED
            ? Optional.of(clearing.transfers(period).stream().map(TransferJson::of).toList())
            : Optional.empty();
    ctx.json(
        new OutcomeJson(
            found.period(),
            found.state(),
            found.openedAt(),
            found.nettedAt(),
            found.members(),
            transfers));
  }

  /** A month need not wait for ever for one that was named by mistake, or is no more. */
  private void excuse(Context ctx) throws StorageFailure {
    ClearingPeriod period = periodIn(ctx);
    MemberJson member = memberIn(ctx, find(period));
    // A batch may come in between: Completion has the last word.
    if (member.batches() > 0
        || clearing.finish(period, new MemberId(member.member()), 0)
            instanceof Completion.Refused) {
      throw Refusal.conflict(
          "HAS_UPLOADED", member.member() + " has uploaded CDRs, and says itself when that is all");
    }
    if (!member.finished()) {
      LOG.info(
          "clearing member excused by={} period={} member={}",
          Access.who(ctx),
          period,
          member.member());
    }
    ctx.json(find(period));
  }

  private static MemberJson memberIn(Context ctx, PeriodJson period) {
    String member = ctx.pathParam("member");
    return period.members().stream()
        .filter(it -> it.member().equals(member))
        .findFirst()
        .orElseThrow(() ->
            Refusal.unknown("UNKNOWN_MEMBER", member + " is no member of " + period.period()));
  }

  private PeriodJson find(ClearingPeriod period) throws StorageFailure {
    return clearing.periods().stream()
        .filter(it -> it.period().equals(period))
        .map(PeriodJson::of)
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("UNKNOWN_PERIOD", period + " was never opened"));
  }

  private static ClearingPeriod periodIn(Context ctx) {
    try {
      return ClearingPeriod.of(ctx.pathParam("period"));
    } catch (IllegalArgumentException e) {
      throw Refusal.unknown("UNKNOWN_PERIOD", String.valueOf(e.getMessage()));
    }
  }
}
