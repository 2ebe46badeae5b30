package org.evcharging.benchmarks.rig;

import java.lang.management.ManagementFactory;

/** The process that measures. */
public final class OwnProcess {
  private OwnProcess() {}

  /** What it has used of the processor so far, in nanoseconds; 0 where the system does not tell. */
  public static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
