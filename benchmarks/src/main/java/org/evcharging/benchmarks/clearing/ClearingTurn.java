package org.evcharging.benchmarks.clearing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.evcharging.benchmarks.rig.OwnProcess;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.clearing.Clearing;
import org.evcharging.clearing.store.StorageFailure;

/**
 * Five members' CDRs uploaded at once to a new database, from the first batch to the end of the
 * last; then the database is looked into.
 *
 * @param perSecond CDRs
 * @param medianMs how long a batch waited until it was on the disk, and the same at the 99th
 *     percentile
 * @param cdrsPerBatch the mean
 * @param processMicros the processor's time for one CDR, in the process that has both ends
 */
public record ClearingTurn(
    double perSecond, double medianMs, double p99Ms, double cdrsPerBatch, double processMicros) {
  private static final int SIGNIFICANT_DIGITS = 3;

  /**
   * Takes it.
   *
   * @param database a file that is not there yet
   * @param each how many CDRs a member has
   * @throws IllegalStateException if anything went wrong, or the CDRs are not there afterwards
   */
  public static ClearingTurn take(Way way, Path database, int each) throws Exception {
    List<MemberCdrs> members = MemberCdrs.make(each);
    openPeriod(database);
    Trouble trouble = new Trouble();
    ClearingTurn turn;
    try (Uploads uploads = way.open(database, trouble)) {
      turn = measure(uploads, members, trouble);
    }
    trouble.requireNone();
    CdrsCheck.requireOnce(database, members);
    way.check(database);
    return turn;
  }

  /** A new database, as the clearing makes it. */
  private static void openPeriod(Path database) throws StorageFailure, IOException {
    try (Clearing clearing =
        Clearing.open(
            database,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InstantSource.system(),
            _ -> {})) {
      Optional<String> refused =
          clearing.completion().open(MemberCdrs.PERIOD, new TreeSet<>(MemberCdrs.MEMBERS));
      if (refused.isPresent()) {
        throw new IllegalStateException(refused.get());
      }
    }
  }

  private static ClearingTurn measure(Uploads uploads, List<MemberCdrs> members, Trouble trouble)
      throws Exception {
    List<Histogram> waits = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (MemberCdrs member : members) {
      Histogram own = new Histogram(SIGNIFICANT_DIGITS);
      Uploads.Delivery upload = uploads.ready(member, own);
      waits.add(own);
      threads.add(
          Thread.ofPlatform()
              .name(member.member().value())
              .start(() -> run(upload, start, trouble)));
    }
    long cpuNanos = OwnProcess.cpuNanos();
    long startNanos = System.nanoTime();
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    double cpuMicros = (OwnProcess.cpuNanos() - cpuNanos) / 1e3;
    Histogram all = new Histogram(SIGNIFICANT_DIGITS);
    waits.forEach(all::add);
    double cdrs = members.stream().mapToInt(it -> it.cdrs().size()).sum();
    return new ClearingTurn(
        cdrs / seconds,
        all.getValueAtPercentile(50) / 1e6,
        all.getValueAtPercentile(99) / 1e6,
        cdrs / all.getTotalCount(),
        cpuMicros / cdrs);
  }

  private static void run(Uploads.Delivery upload, CountDownLatch start, Trouble trouble) {
    try {
      start.await();
      upload.run();
    } catch (Exception e) {
      trouble.happened(e);
    }
  }
}
