package org.evcharging.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * What the programs log. Nobody reads of faults that are there on purpose; but an error in the log
 * is one of the program itself, and a promise broken. Each run has a thread of its own, by which
 * its errors are known.
 */
public final class ProgramLog {
  private static final ThreadLocal<Optional<String>> FIRST_ERROR =
      ThreadLocal.withInitial(Optional::empty);

  private ProgramLog() {}

  /** From now on errors are kept, and everything else is dropped. For the whole process. */
  public static void take() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.detachAndStopAllAppenders();
      root.setLevel(Level.OFF);
      Logger ours = root.getLoggerContext().getLogger("org.evcharging");
      ours.detachAndStopAllAppenders();
      ours.setLevel(Level.ERROR);
      Keeper keeper = new Keeper();
      keeper.setContext(root.getLoggerContext());
      keeper.start();
      ours.addAppender(keeper);
    }
  }

  static void clear() {
    FIRST_ERROR.remove();
  }

  /** The first since the log was cleared in this thread. */
  static Optional<String> error() {
    return FIRST_ERROR.get();
  }

  private static final class Keeper extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      if (FIRST_ERROR.get().isEmpty()) {
        String words = event.getFormattedMessage();
        if (event.getThrowableProxy() != null) {
          words += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
        }
        FIRST_ERROR.set(Optional.of(words));
      }
    }
  }
}
