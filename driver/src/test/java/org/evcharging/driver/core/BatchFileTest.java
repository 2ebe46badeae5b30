package org.evcharging.driver.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evcharging.driver.core.BatchFile.BadLine;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchFileTest {
  @Test
  void eachLineIsAService() {
    assertThat(services("MAD-01", "VLC-02", "MAD-01"))
        .containsExactly("MAD-01", "VLC-02", "MAD-01");
  }

  @Test
  void blankLinesAndCommentsAreIgnored() {
    BatchFile file =
        BatchFile.of(
            List.of(
                "# services", "", "  ", "\t# indented", "  MAD-01  ", "VLC-02 # why", "#MAD-03"));

    assertThat(file.services())
        .extracting(ChargePointId::value)
        .containsExactly("MAD-01", "VLC-02");
    assertThat(file.badLines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "MAD#01",
        "all",
        "MAD/01",
        "Mañana",
        "a-charge-point-with-an-id-that-is-too-long"
      })
  void aBadLineIsReportedWithItsNumberAndSkipped(String bad) {
    BatchFile file = BatchFile.of(List.of("MAD-01", "", bad, "VLC-02"));

    assertThat(file.services())
        .extracting(ChargePointId::value)
        .containsExactly("MAD-01", "VLC-02");
    assertThat(file.badLines()).extracting(BadLine::number).containsExactly(3);
    assertThat(file.badLines().getFirst().why()).contains("\"" + bad + "\"");
  }

  @Test
  void windowsLineEndsAndByteOrderMarksDoNoHarm() {
    assertThat(services("\ufeffMAD-01\r", "VLC-02\r")).containsExactly("MAD-01", "VLC-02");
  }

  @Test
  void anEmptyFileHasNoServices() {
    assertThat(services()).isEmpty();
  }

  private static List<String> services(String... lines) {
    BatchFile file = BatchFile.of(List.of(lines));
    assertThat(file.badLines()).isEmpty();
    return file.services().stream().map(ChargePointId::value).toList();
  }
}
