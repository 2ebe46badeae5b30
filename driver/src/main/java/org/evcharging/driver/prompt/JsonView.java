package org.evcharging.driver.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.evcharging.driver.core.DriverView;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;

/** For programs: each notification a JSON object on a line of its own, as in spec §7. */
public final class JsonView implements DriverView {
  private final Consumer<String> out;
  private final Consumer<String> words;
  private final MessageCodec codec = new MessageCodec();

  /**
   * Shows notifications as JSON.
   *
   * @param out gets one object a call and nothing else
   * @param words takes all other words
   */
  public JsonView(Consumer<String> out, Consumer<String> words) {
    this.out = out;
    this.words = words;
  }

  /**
   * Shows notifications as JSON on a stream of their own.
   *
   * @param words takes all other words
   */
  public JsonView(PrintStream out, Consumer<String> words) {
    this(linesTo(out), words);
  }

  @Override
  public void show(Notification notification, Instant at, boolean live) {
    out.accept(new String(codec.encode(notification, at), UTF_8));
  }

  /** Lines on a stream in UTF-8, as JSON is, whatever the terminal speaks. */
  public static Consumer<String> linesTo(PrintStream stream) {
    return line -> {
      stream.writeBytes((line + "\n").getBytes(UTF_8));
      stream.flush();
    };
  }

  @Override
  public void say(String sentence) {
    words.accept(sentence);
  }
}
