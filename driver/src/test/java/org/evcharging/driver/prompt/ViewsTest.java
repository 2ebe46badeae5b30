package org.evcharging.driver.prompt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.driver.core.NetworkPicture.Listed;
import org.evcharging.driver.core.Notices;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.Place;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ViewsTest {
  private static final Instant AT = Instant.parse("2026-11-20T18:03:11.250Z");

  private final List<String> out = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  @Test
  void aLineHasTheTimeAndOfEarlierOnesTheDayToo() {
    LineView view = new LineView(out::add, words::add);

    view.show(Notices.received("R1"), AT, false);
    view.show(Notices.authorized("R1"), AT, true);

    assertThat(out)
        .containsExactly(
            "2026-11-20T18:03:11Z  MAD-01  request received",
            "18:03:11Z  MAD-01  authorised: plug in at MAD-01");
  }

  @Test
  void inLinesProgressComesEveryFiveSecondsOnly() {
    LineView view = new LineView(out::add, words::add);

    for (int second = 0; second < 12; second++) {
      view.show(Notices.progress("R1", second), AT.plusSeconds(second), true);
    }

    assertThat(out).hasSize(3);
  }

  @Test
  void progressFromWhileAwayIsNotShown() {
    LineView view = new LineView(out::add, words::add);
    view.show(Notices.progress("R1", 1), AT, false);
    assertThat(out).isEmpty();
  }

  @Test
  void onATerminalProgressChangesInPlaceAndStaysWhenSomethingElseComes() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    TerminalView view = new TerminalView(new PrintStream(screen, true, UTF_8));

    view.show(Notices.progress("R1", 1_000), AT, true);
    view.show(Notices.progress("R1", 2_000), AT, true);
    view.show(Notices.ended("R1"), AT, true);

    assertThat(screen.toString(UTF_8))
        .isEqualTo(
            "\r\u001b[K18:03:11Z  MAD-01  charging  1.000 kWh  22.0 kW  0.31 €"
                + "\r\u001b[K18:03:11Z  MAD-01  charging  2.000 kWh  22.0 kW  0.31 €"
                + System.lineSeparator()
                + "18:03:11Z  MAD-01  supply ended: unplugged (UNPLUGGED)"
                + System.lineSeparator());
  }

  @Test
  void jsonIsWhatTheCodecReadsAndWordsStayOutOfIt() throws Exception {
    JsonView view = new JsonView(out::add, words::add);

    view.say("Central is back");
    view.show(Notices.ticket("R1", 1_250, 31), AT, true);

    assertThat(words).containsExactly("Central is back");
    assertThat(out).hasSize(1);
    assertThat(new MessageCodec().decodeNotification(out.getFirst().getBytes(UTF_8)))
        .isEqualTo(Notices.ticket("R1", 1_250, 31));
  }

  @Test
  void theTableHasColumnsAndThePlainWordForOutOfOrder() {
    assertThat(
            ChargePointTable.lines(
                List.of(
                    listed("MAD-01", Optional.of(ChargePointStatus.OUT_OF_ORDER), 22_000),
                    listed("A-LONG-NAME-01", Optional.empty(), 0)),
                Ansi.OFF))
        .containsExactly(
            "CHARGE POINT    SITE    LOCATION    €/kWh  kW    STATUS",
            "MAD-01          Madrid  Gran Vía 1  0.25   22.0  Out of Order",
            "A-LONG-NAME-01  Madrid  Gran Vía 1  0.25   -     UNKNOWN");
  }

  @Test
  void withColoursOnlyTheStatusIsColoured() {
    String line =
        ChargePointTable.lines(
                List.of(listed("MAD-01", Optional.of(ChargePointStatus.FAULTED), 22_000)), Ansi.ON)
            .getLast();

    assertThat(line).startsWith("MAD-01").contains("\u001b[31mFAULTED");
  }

  @Test
  void asJsonAChargePointIsOneObject() {
    assertThat(ChargePointTable.json(List.of(listed("MAD-01", Optional.empty(), 22_000))))
        .containsExactly(
            "{\"chargePointId\":\"MAD-01\",\"site\":\"Madrid\",\"location\":\"Gran Vía 1\","
                + "\"priceMicrosPerKwh\":250000,\"powerW\":22000,\"status\":\"UNKNOWN\"}");
  }

  private static Listed listed(String id, Optional<ChargePointStatus> status, long powerW) {
    return new Listed(
        new ChargePointState(
            new ChargePointId(id),
            new Place("Madrid", "Gran Vía 1"),
            status.orElse(ChargePointStatus.AVAILABLE),
            Tariff.ofEuros("0.25"),
            powerW,
            1),
        status);
  }
}
