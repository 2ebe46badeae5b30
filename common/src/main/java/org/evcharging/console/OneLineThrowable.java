package org.evcharging.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.slf4j.LoggerFactory;

/**
 * Keeps an event with an exception on its one line, causes included; with {@code --verbose} the
 * stack trace follows. {@code logback.xml} calls it {@code %why}.
 */
public final class OneLineThrowable extends ThrowableProxyConverter {
  /** Made by logback. */
  public OneLineThrowable() {}

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    if (verbose()) {
      return System.lineSeparator() + super.throwableProxyToString(thrown).stripTrailing();
    }
    StringBuilder line = new StringBuilder();
    for (IThrowableProxy t = thrown; t != null; t = t.getCause()) {
      String type = t.getClassName().substring(t.getClassName().lastIndexOf('.') + 1);
      String message = t.getMessage() == null ? "" : ": " + t.getMessage().replaceAll("\\R", " ");
      line.append(line.isEmpty() ? " (" : ", because ").append(type).append(message);
    }
    return line.append(')').toString();
  }

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown == null ? "" : throwableProxyToString(thrown);
  }

  private static boolean verbose() {
    return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
        && context.getLogger("org.evcharging").getEffectiveLevel().toInt() <= Level.DEBUG_INT;
  }
}
