package org.evcharging.launcher.program;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.evcharging.console.ProgramLife;

/** The time after which a program ends by itself ({@code --for}). */
public final class TimeLimit {
  private TimeLimit() {}

  /** Stops the program after that time, counted from now. */
  public static void of(Duration time, ProgramLife life) {
    Thread _ =
        Thread.ofVirtual()
            .name("time limit")
            .start(() -> {
              try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
                life.stop("its time is over");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
