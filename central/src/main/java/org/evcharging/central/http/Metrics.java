package org.evcharging.central.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.evcharging.central.core.Outcomes;
import org.evcharging.central.journal.JournalCounters;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.NetworkSnapshot.SessionView;
import org.evcharging.lock.LockReport;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/**
 * {@code /metrics}: what is counted anyway, read when somebody asks, so that it costs nothing while
 * nobody does. Made at the first question. Thread-safe.
 */
final class Metrics {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** All figures of one moment, so that those of a scrape fit each other. */
  private record Reading(
      NetworkSnapshot network,
      Outcomes outcomes,
      JournalCounters journal,
      List<LockReport> locks,
      long outboxBacklog,
      long connectedMonitors) {}

  private final HttpApi api;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** A leaf. It closes the race of two scrapes, of which one would read the other's figures. */
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Reading reading;

  Metrics(HttpApi api) {
    this.api = api;
    this.reading = read();
    network();
    outcomes();
    journal();
    reading.locks().forEach(this::lock);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** All of them in Prometheus' text form. Blocks for a commit. */
  String scrape() {
    // Outside the lock: it waits for the disk.
    Reading now = read();
    lock.lock();
    try {
      reading = now;
      return registry.scrape();
    } finally {
      lock.unlock();
    }
  }

  private Reading read() {
    Figures figures = api.figures();
    return new Reading(
        api.network().get(),
        figures.outcomes(),
        figures.journalCounters(),
        figures.locks(),
        figures.outboxBacklog(),
        figures.connectedMonitors());
  }

  private void network() {
    for (ChargePointStatus status : ChargePointStatus.values()) {
      gauge("ev.charge.points", it -> count(it.network(), status))
          .tag("status", status.name())
          .description("Charge points by status")
          .register(registry);
    }
    for (SessionStage stage : SessionStage.values()) {
      gauge("ev.sessions.open", it -> count(it.network(), stage))
          .tag("state", stage.name())
          .description("Sessions that are not over, by state")
          .register(registry);
    }
    gauge("ev.monitors.connected", it -> it.connectedMonitors())
        .description("Monitors that are connected, registered or not")
        .register(registry);
    gauge("ev.outbox.backlog", it -> it.outboxBacklog())
        .description("Messages that wait for Kafka or are on their way")
        .register(registry);
    gauge("ev.energy.sold.wh", it -> it.network().totals().soldEnergy().wh())
        .description("Energy of all ended sessions since the database was made")
        .register(registry);
    gauge("ev.amount.sold.cents", it -> it.network().totals().soldAmount().cents())
        .description("What all ended sessions cost since the database was made")
        .register(registry);
  }

  private void outcomes() {
    counter("ev.requests", it -> it.outcomes().authorized())
        .tag("outcome", "AUTHORIZED")
        .description("Requests by outcome since the start")
        .register(registry);
    for (DenialReason reason : DenialReason.values()) {
      counter("ev.requests", it -> it.outcomes().denied().getOrDefault(reason, 0L))
          .tag("outcome", reason.name())
          .description("Requests by outcome since the start")
          .register(registry);
    }
    counter("ev.sessions.over", it -> it.outcomes().expired())
        .tag("reason", "EXPIRED")
        .description("Sessions that were authorised and are over, by reason, since the start")
        .register(registry);
    for (EndReason reason : EndReason.values()) {
      counter("ev.sessions.over", it -> it.outcomes().ended().getOrDefault(reason, 0L))
          .tag("reason", reason.name())
          .description("Sessions that were authorised and are over, by reason, since the start")
          .register(registry);
    }
  }

  private void journal() {
    counter("ev.journal.commits", it -> it.journal().batches())
        .description("Transactions committed")
        .register(registry);
    counter("ev.journal.entries", it -> it.journal().entries())
        .description("Decisions that were handed on")
        .register(registry);
    counter("ev.journal.outbox.rows", it -> it.journal().outboxRows())
        .description("Messages written")
        .register(registry);
    counter("ev.journal.commit.seconds", it -> it.journal().commitNanos() / NANOS_PER_SECOND)
        .description("Time spent in transactions")
        .register(registry);
    gauge(
            "ev.journal.longest.commit.seconds",
            it -> it.journal().longestCommitNanos() / NANOS_PER_SECOND)
        .description("The longest transaction")
        .register(registry);
  }

  private void lock(LockReport named) {
    String name = named.name();
    counter("ev.lock.acquisitions", it -> report(it, name).figures().acquisitions())
        .tag("lock", name)
        .description("Times a lock was taken")
        .register(registry);
    gauge(
            "ev.lock.longest.wait.seconds",
            it -> report(it, name).figures().longestWaitNanos() / NANOS_PER_SECOND)
        .tag("lock", name)
        .description("The longest that a thread waited for it")
        .register(registry);
    gauge(
            "ev.lock.longest.hold.seconds",
            it -> report(it, name).figures().longestHoldNanos() / NANOS_PER_SECOND)
        .tag("lock", name)
        .description("The longest that a thread held it")
        .register(registry);
  }

  private Gauge.Builder<Metrics> gauge(String name, ToDoubleFunction<Reading> value) {
    return Gauge.builder(name, this, it -> value.applyAsDouble(it.current()));
  }

  private FunctionCounter.Builder<Metrics> counter(String name, ToDoubleFunction<Reading> value) {
    return FunctionCounter.builder(name, this, it -> value.applyAsDouble(it.current()));
  }

  /** Called by the registry during a scrape, under the lock. */
  private Reading current() {
    lock.lock();
    try {
      return reading;
    } finally {
      lock.unlock();
    }
  }

  private static LockReport report(Reading reading, String lockName) {
    return reading.locks().stream()
        .filter(report -> report.name().equals(lockName))
        .findFirst()
        .orElseThrow();
  }

  private static long count(NetworkSnapshot network, ChargePointStatus status) {
    return network.chargePoints().stream().filter(view -> view.status() == status).count();
  }

  private static long count(NetworkSnapshot network, SessionStage stage) {
    return network.chargePoints().stream()
        .flatMap(view -> view.session().stream())
        .map(SessionView::stage)
        .filter(stage::equals)
        .count();
  }
}
