package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The line editor on a terminal that the test types at. */
@ResourceLock(Resources.SYSTEM_ERR)
@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
class TerminalPromptTest {
  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private TerminalPrompt prompt;
  private Thread reader;

  @BeforeEach
  void open() throws IOException {
    ExternalTerminal terminal =
        new ExternalTerminal(
            "test", "xterm", new PipedInputStream(keyboard), screen, StandardCharsets.UTF_8);
    prompt =
        TerminalPrompt.on(
            terminal,
            "engine> ",
            CommandWords.of(List.of("request", "recover", "status"))
                .followedBy("request", () -> List.of("Dora")));
    reader = Thread.ofVirtual().start(() -> prompt.run(lines::add));
  }

  @AfterEach
  void close() throws Exception {
    prompt.close();
    keyboard.close();
    reader.join();
  }

  @Test
  void whatIsTypedIsHandedOver() throws IOException {
    type("fault can't, \\ #2\r");

    awaitLines("fault can't, \\ #2");
  }

  @Test
  void tabCompletesCommandsAndWhatFollowsThem() throws IOException {
    type("req\tD\t\rsta\t\r");

    awaitLines("request Dora", "status");
  }

  @Test
  void tabOffersNothingWhereNothingIsKnown() throws IOException {
    type("status D\t\r");

    awaitLines("status D");
  }

  /** A terminal has two words for an arrow key, and changes from one to the other. */
  @ParameterizedTest
  @ValueSource(strings = {"\u001bOA", "\u001b[A"})
  void earlierLinesComeBack(String up) throws IOException {
    type("recover\rstatus\r");
    awaitLines("recover", "status");

    type(up + up + "\r");

    awaitLines("recover", "status", "recover");
  }

  @Test
  void whatIsSaidStandsAboveTheLineBeingTyped() throws IOException {
    type("half a com");
    await().atMost(Duration.ofSeconds(5)).until(() -> shown().contains("half a com"));

    prompt.say("Ready: MAD-01");

    await().atMost(Duration.ofSeconds(5)).until(() -> shown().contains("Ready: MAD-01"));
    type("mand\r");
    awaitLines("half a command");
  }

  private void type(String keys) throws IOException {
    keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
    keyboard.flush();
  }

  private String shown() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private void awaitLines(String... expected) {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(lines).containsExactly(expected));
  }
}
