package org.evcharging.benchmarks;

import java.time.Duration;
import org.evcharging.benchmarks.rig.BrokerProcess;
import org.evcharging.benchmarks.rig.OwnProcess;

/** What both processes use of the processor from one moment to another. */
final class CpuMeter {
  private final BrokerProcess broker;
  private final long ownNanos;
  private final long brokerNanos;

  private CpuMeter(BrokerProcess broker) {
    this.broker = broker;
    this.ownNanos = OwnProcess.cpuNanos();
    this.brokerNanos = of(broker);
  }

  static CpuMeter start(BrokerProcess broker) {
    return new CpuMeter(broker);
  }

  /** Since the start, for each of so many, in microseconds, in this process. */
  double ownMicrosEach(long count) {
    return (OwnProcess.cpuNanos() - ownNanos) / 1e3 / count;
  }

  /** The same of the broker's process; 0 where the system does not tell. */
  double brokerMicrosEach(long count) {
    return (of(broker) - brokerNanos) / 1e3 / count;
  }

  private static long of(BrokerProcess broker) {
    return broker.cpu().orElse(Duration.ZERO).toNanos();
  }
}
