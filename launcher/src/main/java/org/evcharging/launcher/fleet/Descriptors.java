package org.evcharging.launcher.fleet;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.evcharging.console.UserError;

/**
 * The file descriptors of this process, of which every socket takes one.
 *
 * @param most how many it may have
 * @param taken how many it has
 */
record Descriptors(long most, long taken) {
  /**
   * The Engine's listening socket, both ends of the connection between it and its Monitor, and the
   * Monitor's end of the one with Central.
   */
  static final int FOR_EACH = 4;

  /**
   * Kafka's clients, the journal, classes still to be loaded, and connections that end while those
   * that replace them stand already.
   */
  static final int RESERVE = 256;

  /** How it is now; without a limit where the operating system tells none. */
  static Descriptors now() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new Descriptors(unix.getMaxFileDescriptorCount(), unix.getOpenFileDescriptorCount())
        : new Descriptors(Long.MAX_VALUE, 0);
  }

  /** For how many charge points there is room. */
  long chargePoints() {
    return Math.max(0, (most - taken - RESERVE) / FOR_EACH);
  }

  /**
   * Makes sure that there is room.
   *
   * @throws UserError if there is not, saying for how many there is
   */
  void require(int chargePoints) {
    if (chargePoints > chargePoints()) {
      throw new UserError(
          ("%,d charge points need %,d file descriptors (%d each, %d in reserve, %d in use), and this"
                  + " process may have %,d: enough for %,d; ask for no more, or raise the limit with"
                  + " ulimit -n")
              .formatted(
                  chargePoints,
                  (long) chargePoints * FOR_EACH + RESERVE + taken,
                  FOR_EACH,
                  RESERVE,
                  taken,
                  most,
                  chargePoints()));
    }
  }
}
