package org.evcharging.central.http;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.store.Archive;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.lock.LockReport;

/** {@code /api/stats} and {@code /debug/locks}: how much there is, and who waits for whom. */
final class FigureRoutes {
  private final HttpApi api;

  FigureRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.get("/api/stats", this::stats);
    routes.get("/debug/locks", this::locks);
  }

  /**
   * How much there is.
   *
   * @param drivers admitted ever
   * @param sessions not over
   * @param transactions movements of money ever
   */
  record StatsJson(
      long monitors,
      long chargePoints,
      long drivers,
      long sessions,
      long endedSessions,
      long transactions) {}

  /**
   * A lock, or those of a kind together.
   *
   * @param rank where it stands in the order in which locks are taken
   * @param locks how many it tells of
   * @param waiters threads that wait at this moment
   * @param longestHoldAt where in the code the longest hold ended
   */
  record LockJson(
      String name,
      String rank,
      long locks,
      int waiters,
      @JsonInclude(NON_ABSENT) Optional<HolderJson> holder,
      long acquisitions,
      long longestWaitNanos,
      long totalWaitNanos,
      long longestHoldNanos,
      long totalHoldNanos,
      @JsonInclude(NON_ABSENT) Optional<String> longestHoldAt) {

    static LockJson of(LockReport report) {
      LockReport.Figures figures = report.figures();
      return new LockJson(
          report.name(),
          report.rank().name(),
          report.locks(),
          report.waiters(),
          report.holder().map(HolderJson::of),
          figures.acquisitions(),
          figures.longestWaitNanos(),
          figures.totalWaitNanos(),
          figures.longestHoldNanos(),
          figures.totalHoldNanos(),
          figures.longestHoldAt());
    }
  }

  /** Who has it at this moment, and what for. */
  record HolderJson(String thread, String reason, String about, long heldNanos) {
    static HolderJson of(LockReport.Holder holder) {
      return new HolderJson(holder.thread(), holder.reason(), holder.about(), holder.heldNanos());
    }
  }

  private void stats(Context ctx) throws StoreFailure {
    NetworkSnapshot network = api.network().get();
    Archive.Counts counts = api.archive().counts();
    ctx.json(
        new StatsJson(
            api.figures().connections().monitors(),
            network.chargePoints().size(),
            counts.drivers(),
            network.chargePoints().stream().filter(it -> it.session().isPresent()).count(),
            network.totals().endedSessions(),
            counts.movements()));
  }

  private void locks(Context ctx) {
    ctx.json(
        Stream.concat(
                api.figures().locks().stream(), api.figures().mostWaitedForAccounts().stream())
            .map(LockJson::of)
            .toList());
  }
}
