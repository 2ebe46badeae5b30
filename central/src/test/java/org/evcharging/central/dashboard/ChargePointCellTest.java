package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.dashboard.Scenes.point;
import static org.evcharging.central.dashboard.Scenes.session;
import static org.evcharging.central.dashboard.Scenes.with;
import static org.evcharging.model.ChargePointStatus.AVAILABLE;
import static org.evcharging.model.ChargePointStatus.CHARGING;
import static org.evcharging.model.ChargePointStatus.DISCONNECTED;
import static org.evcharging.model.ChargePointStatus.FAULTED;
import static org.evcharging.model.ChargePointStatus.OUT_OF_ORDER;
import static org.evcharging.model.ChargePointStatus.RESERVED;

import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.List;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.model.ChargePointStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ChargePointCellTest {
  @ParameterizedTest
  @CsvSource({
    "FAULTED, FAULTED, d93640",
    "OUT_OF_ORDER, Out of Order, ff8c1a",
    "CHARGING, CHARGING, 35e872",
    "RESERVED, RESERVED, 27c4e8"
  })
  void whatGoesOnOrNeedsSomebodyIsFilledWithItsColour(
      ChargePointStatus status, String words, String fill) {
    TextCharacter word = drawn(point("MAD-01", status)).at(words);

    assertThat(hex(word.getBackgroundColor())).isEqualTo(fill);
  }

  @ParameterizedTest
  @CsvSource({"DISCONNECTED, DISCONNECTED, 7d8894", "AVAILABLE, AVAILABLE, 46c765"})
  void whatIsAtRestIsWrittenAndFramedInItsColour(
      ChargePointStatus status, String words, String colour) {
    DrawnScreen screen = drawn(point("MAD-01", status));

    assertThat(hex(screen.at(words).getForegroundColor())).isEqualTo(colour);
    assertThat(hex(screen.at("╭").getForegroundColor())).isEqualTo(colour);
    assertThat(hex(screen.at(words).getBackgroundColor())).isEqualTo("0f1419");
  }

  @Test
  void chargingAndAvailableAreBothGreenAndYetNotAlike() {
    TextCharacter charging = drawn(point("MAD-01", CHARGING)).at("CHARGING");
    TextCharacter available = drawn(point("MAD-01", AVAILABLE)).at("AVAILABLE");

    assertThat(isGreen(DrawnScreen.rgb(charging.getBackgroundColor()))).isTrue();
    assertThat(isGreen(DrawnScreen.rgb(available.getForegroundColor()))).isTrue();
    assertThat(charging.getBackgroundColor()).isNotEqualTo(available.getBackgroundColor());
  }

  @ParameterizedTest
  @EnumSource(
      value = ColourDepth.class,
      names = {"TRUE_COLOUR", "INDEXED"})
  void orangeIsOrangeAndNotYellow(ColourDepth depth) {
    Frame frame = Scenes.frame(List.of(point("MAD-01", OUT_OF_ORDER)));
    TextCharacter word = DrawnScreen.of(frame, 80, 24, depth).at("Out of Order");

    List<Integer> rgb = DrawnScreen.rgb(word.getBackgroundColor());
    assertThat(rgb.get(0)).isGreaterThan(240);
    assertThat(rgb.get(1)).isBetween(100, 165);
    assertThat(rgb.get(2)).isLessThan(60);
  }

  @Test
  void aCellNamesIdLocationAndPrice() {
    assertThat(drawn(point("MAD-01", AVAILABLE)).text())
        .contains("MAD-01")
        .contains("Gran Vía 1")
        .contains("0.25 €/kWh");
  }

  @ParameterizedTest
  @CsvSource({"80, 21.4kW 1.250kWh 0.31€", "100, 21.4 kW  1.250 kWh  0.31 €"})
  void aChargingCellShowsDriverPowerEnergyAndAmount(int columns, String figures) {
    ChargePointView charging =
        with(point("MAD-01", CHARGING), session("D-ana", SessionStage.CHARGING, 1250));
    List<ChargePointView> threeAcross =
        List.of(charging, point("MAD-02", AVAILABLE), point("MAD-03", AVAILABLE));

    assertThat(DrawnScreen.of(Scenes.frame(threeAcross), columns, 24).text())
        .contains("D-ana")
        .contains(figures);
  }

  @Test
  void aReservedCellShowsDriverAndWhatIsAwaited() {
    ChargePointView reserved =
        with(point("MAD-01", RESERVED), session("D-ana", SessionStage.AUTHORIZED, 0));

    assertThat(drawn(reserved).text()).contains("D-ana").contains("authorised, plug in");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChargePointStatus.class,
      names = {"DISCONNECTED", "FAULTED", "OUT_OF_ORDER"})
  void aSessionThatGoesOnBeneathAnotherStatusIsShown(ChargePointStatus status) {
    ChargePointView hidden =
        with(point("MAD-01", status), session("D-ana", SessionStage.CHARGING, 1250));

    assertThat(drawn(hidden).text()).contains("D-ana").contains("1.250 kWh").contains("0.31 €");
  }

  @Test
  void aSessionBeneathOutOfOrderLeavesItOrangeAndOutOfOrder() {
    ChargePointView ending =
        with(point("MAD-01", OUT_OF_ORDER), session("D-ana", SessionStage.ENDING, 1250));

    DrawnScreen screen = drawn(ending);

    assertThat(screen.text()).contains("Out of Order (ending)");
    assertThat(hex(screen.at("1.250 kWh").getBackgroundColor())).isEqualTo("ff8c1a");
  }

  @Test
  void aFaultSaysWhatIsWrong() {
    assertThat(drawn(point("MAD-01", FAULTED)).text()).contains("cable cut");
  }

  @Test
  void denseCellsStillSayEverything() {
    List<ChargePointView> points = Scenes.many(60);
    DrawnScreen screen = DrawnScreen.of(Scenes.frame(points), 80, 24);

    assertThat(screen.text()).contains("MAD-001").contains("0.25 €").contains("Gran V");
    assertThat(screen.text()).contains("Out of Order").contains("CHARGING").contains("FAULTED");
  }

  @Test
  void theLongestIdsAndPlacesAreShortenedAndSpillNowhere() {
    String id = "MAD-" + "x".repeat(32);
    ChargePointView wide =
        Scenes.at(
            with(
                point(id, DISCONNECTED),
                session("D-" + "y".repeat(34), SessionStage.CHARGING, 999_999_999)),
            "z".repeat(200));
    Frame frame = Scenes.frame(List.of(wide, point("MAD-02", AVAILABLE)));

    DrawnScreen screen = DrawnScreen.of(frame, 60, 24);

    assertThat(screen.row(3))
        .startsWith(" ╭ MAD-02 ────── 0.25 €/kWh ╮ ╭ MAD-xxx")
        .contains("…  0.25 €");
    for (int row = 3; row < 8; row++) {
      assertThat(screen.row(row).substring(29, 31)).isEqualTo(" " + screen.row(row).charAt(1));
    }
  }

  private static DrawnScreen drawn(ChargePointView point) {
    return DrawnScreen.of(Scenes.frame(List.of(point)), 80, 24);
  }

  private static boolean isGreen(List<Integer> rgb) {
    return rgb.get(1) > 1.5 * rgb.get(0) && rgb.get(1) > 1.5 * rgb.get(2);
  }

  private static String hex(TextColor colour) {
    return String.format("%02x%02x%02x", DrawnScreen.rgb(colour).toArray());
  }
}
