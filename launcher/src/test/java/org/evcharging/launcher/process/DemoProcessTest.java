package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ev demo} as scripts use it. */
class DemoProcessTest {
  @Test
  void headlessDemoPrintsNotificationsAsJsonAndTicketsThatAddUp(@TempDir Path folder)
      throws MalformedMessage {
    try (EvProcess demo = EvProcess.start(folder, "demo", "--headless", "--json", "--for", "30s")) {
      assertThat(demo.awaitExit(Duration.ofSeconds(90))).as("%s", demo).isZero();

      List<Notification.Ticket> tickets = new ArrayList<>();
      MessageCodec codec = new MessageCodec();
      for (String line : demo.stdout()) {
        if (codec.decodeNotification(line.getBytes(StandardCharsets.UTF_8))
            instanceof Notification.Ticket ticket) {
          tickets.add(ticket);
        }
      }
      assertThat(tickets).hasSizeGreaterThanOrEqualTo(4);
      assertThat(tickets)
          .allSatisfy(ticket -> {
            assertThat(ticket.energy().wh()).isPositive();
            assertThat(ticket.amount().cents())
                .isEqualTo(
                    (ticket.energy().wh() * ticket.tariff().priceMicrosPerKwh() + 5_000_000)
                        / 10_000_000);
          });
    }
  }

  @Test
  void sigtermWhileTheDemoStartsEndsItWithinFiveSeconds(@TempDir Path folder) {
    try (EvProcess demo = EvProcess.start(folder, "demo", "--headless", "--data", "demo")) {
      demo.awaitLine(line -> line.contains("Central is ready"), Duration.ofSeconds(60));

      demo.sigterm();

      assertThat(demo.awaitExit(Duration.ofSeconds(8))).as("%s", demo).isZero();
    }
  }
}
