package org.evcharging.driver.prompt;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.evcharging.driver.core.DriverView;
import org.evcharging.driver.core.Phrases;
import org.evcharging.message.Notification;

/** One line after the other, for pipes and prompts; progress every few seconds only. */
public final class LineView implements DriverView {
  /** Between two lines of progress. */
  private static final Duration PROGRESS_PACE = Duration.ofSeconds(5);

  private final Consumer<String> out;
  private final Consumer<String> words;
  private Optional<Instant> lastProgress = Optional.empty();

  /**
   * Shows notifications and words as lines.
   *
   * @param out takes what notifications say
   * @param words takes sentences about how things stand
   */
  public LineView(Consumer<String> out, Consumer<String> words) {
    this.out = out;
    this.words = words;
  }

  @Override
  public void show(Notification notification, Instant at, boolean live) {
    if (!(notification instanceof Notification.Progress)) {
      // The first reading after something else happened is worth a line at once.
      lastProgress = Optional.empty();
      lines(notification, at, live).forEach(out);
    } else if (live && isDue(at)) {
      lastProgress = Optional.of(at);
      lines(notification, at, true).forEach(out);
    }
  }

  private boolean isDue(Instant at) {
    return lastProgress.isEmpty() || !at.isBefore(lastProgress.get().plus(PROGRESS_PACE));
  }

  /** The first line with the time, of the day for what comes now, whole for what came before. */
  static List<String> lines(Notification notification, Instant at, boolean live) {
    List<String> lines = Phrases.of(notification);
    if (lines.size() > 1) {
      return lines;
    }
    String second = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return List.of(
        (live ? second.substring(second.indexOf('T') + 1) : second) + "  " + lines.getFirst());
  }

  @Override
  public void say(String sentence) {
    words.accept(sentence);
  }
}
