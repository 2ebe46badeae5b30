package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.evcharging.message.Notification;
import org.evcharging.message.Notification.Stage;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhrasesTest {
  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(Notices.received("R1"), "MAD-01  request received"),
        Arguments.of(Notices.step("R1", Stage.CHECKING), "MAD-01  checking"),
        Arguments.of(
            Notices.step("R1", Stage.ASKING_CHARGE_POINT), "MAD-01  asking the charge point"),
        Arguments.of(Notices.step("R1", Stage.CHARGING), "MAD-01  charging"),
        Arguments.of(Notices.step("R1", Stage.ENDING), "MAD-01  ending the supply"),
        Arguments.of(Notices.authorized("R1"), "MAD-01  authorised: plug in at MAD-01"),
        Arguments.of(
            Notices.denied("R1", DenialReason.IN_USE),
            "MAD-01  denied: the charge point is in use (IN_USE)"),
        Arguments.of(Notices.expired("R1"), "MAD-01  expired: nobody plugged in at MAD-01 in time"),
        Arguments.of(Notices.progress("R1", 1_250), "MAD-01  charging  1.250 kWh  22.0 kW  0.31 €"),
        Arguments.of(Notices.ended("R1"), "MAD-01  supply ended: unplugged (UNPLUGGED)"),
        Arguments.of(
            Notices.corrected("R1", 1_300, 33),
            "MAD-01  ticket corrected by the final reading: 1.300 kWh, 0.33 €"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void aNotificationIsOneLine(Notification notification, String line) {
    assertThat(Phrases.of(notification)).containsExactly(line);
  }

  @Test
  void aTicketIsABlockWithAllThatTheSpecNames() {
    assertThat(Phrases.of(Notices.ticket("R1", 1_250, 31)))
        .containsExactly(
            "─".repeat(56),
            "  TICKET",
            "  Session        S-R1",
            "  Charge point   MAD-01",
            "  Location       Gran Vía 1",
            "  Driver         D1",
            "  Start          2026-11-20T18:03:11Z",
            "  End            2026-11-20T18:04:31Z  (1 min 20 s)",
            "  Energy         1.250 kWh",
            "  Price          0.25 €/kWh",
            "  Amount         0.31 €",
            "  Reason         unplugged (UNPLUGGED)",
            "─".repeat(56));
  }

  @Test
  void aBalanceIsShownWhereThereAreAccounts() {
    Notification.Ticket t = Notices.ticket("R1", 1_250, 31);
    Notification.Ticket withBalance =
        new Notification.Ticket(
            t.subject(),
            t.location(),
            t.startedAt(),
            t.endedAt(),
            t.energy(),
            t.tariff(),
            t.amount(),
            t.reason(),
            Optional.of(new Money(9_969)));

    assertThat(Phrases.of(withBalance)).contains("  Balance        99.69 €");
  }

  @ParameterizedTest
  @EnumSource
  void everyDenialHasWordsOfItsOwn(DenialReason reason) {
    assertThat(Stream.of(DenialReason.values()).filter(r -> same(r, reason))).hasSize(1);
  }

  private static boolean same(DenialReason one, DenialReason other) {
    return Phrases.denial(one).equals(Phrases.denial(other));
  }

  @ParameterizedTest
  @EnumSource
  void everyEndHasWordsOfItsOwn(EndReason reason) {
    assertThat(
            Stream.of(EndReason.values())
                .filter(r -> Phrases.ending(r).equals(Phrases.ending(reason))))
        .hasSize(1);
  }
}
