package org.evcharging.central.http;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.evcharging.lock.LockReport;
import org.evcharging.message.Topic;

/** How Central fares at it: disk, Kafka, connections, locks, and the Java virtual machine. */
final class ProcessMeters {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  private ProcessMeters() {}

  /**
   * @param any a reading, which says what locks and topics there are
   */
  static void addTo(Meters meters, Reading any) {
    journal(meters);
    kafka(meters, any);
    connections(meters);
    any.locks().forEach(it -> lock(meters, it));
    javaVirtualMachine(meters.registry());
  }

  private static void journal(Meters meters) {
    meters.counter(
        "ev.journal.entries",
        Tags.empty(),
        "Decisions that were handed on",
        it -> it.journal().entries());
    meters.counter(
        "ev.journal.outbox.rows",
        Tags.empty(),
        "Messages written",
        it -> it.journal().outboxRows());
    meters.histogram(
        "ev_journal_commit_seconds",
        "How long a transaction takes",
        NANOS_PER_SECOND,
        it -> Map.of(Labels.EMPTY, it.journal().commitNanos()));
    meters.histogram(
        "ev_journal_batch_entries",
        "Decisions that share a transaction",
        1,
        it -> Map.of(Labels.EMPTY, it.journal().batchEntries()));
    meters.gauge(
        "ev.journal.longest.commit.seconds",
        Tags.empty(),
        "The longest transaction",
        it -> it.journal().longestCommitNanos() / NANOS_PER_SECOND);
  }

  private static void kafka(Meters meters, Reading any) {
    meters.gauge(
        "ev.kafka.answers",
        Tags.empty(),
        "1 while Kafka answers, else 0",
        it -> it.kafkaAnswers() ? 1 : 0);
    for (Topic topic : any.undecidedRecords().keySet()) {
      meters.gauge(
          "ev.kafka.lag.records",
          Tags.of("topic", topic.topicName()),
          "Records of an input topic that are not decided yet, as far as Kafka has told",
          it -> it.undecided(topic));
    }
    meters.gauge(
        "ev.outbox.backlog",
        Tags.empty(),
        "Messages that wait for Kafka or are on their way",
        Reading::outboxBacklog);
  }

  private static void connections(Meters meters) {
    String name = "ev.connections";
    String description = "Connections that stand, by what they are for";
    meters.gauge(name, Tags.of("with", "monitors"), description, it -> it.connections().monitors());
    meters.gauge(name, Tags.of("with", "desk"), description, it -> it.connections().desk());
    meters.gauge(name, Tags.of("with", "http"), description, it -> it.connections().http());
  }

  private static void lock(Meters meters, LockReport named) {
    String name = named.name();
    Tags tags = Tags.of("lock", name);
    meters.counter(
        "ev.lock.acquisitions",
        tags,
        "Times a lock was taken",
        it -> it.lock(name).figures().acquisitions());
    meters.counter(
        "ev.lock.wait.seconds",
        tags,
        "Time that threads waited for a lock, all together",
        it -> it.lock(name).figures().totalWaitNanos() / NANOS_PER_SECOND);
    meters.counter(
        "ev.lock.hold.seconds",
        tags,
        "Time that a lock was held",
        it -> it.lock(name).figures().totalHoldNanos() / NANOS_PER_SECOND);
    meters.gauge(
        "ev.lock.longest.wait.seconds",
        tags,
        "The longest that a thread waited for it",
        it -> it.lock(name).figures().longestWaitNanos() / NANOS_PER_SECOND);
    meters.gauge(
        "ev.lock.longest.hold.seconds",
        tags,
        "The longest that a thread held it",
        it -> it.lock(name).figures().longestHoldNanos() / NANOS_PER_SECOND);
  }

  private static void javaVirtualMachine(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    // Micrometer's own shows nothing before the first collection, and listens to each.
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              "jvm.gc.collection",
              collector,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .tag("gc", collector.getName())
          .description("Garbage collections, and the time they took")
          .register(registry);
    }
  }
}
