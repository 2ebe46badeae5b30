package org.evcharging.clearing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CdrCsvTest {
  private static final String GOOD =
      "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,12340,309";

  private static final Cdr CDR =
      new Cdr(
          "c-1",
          new MemberId("OP1"),
          new MemberId("OP2"),
          Instant.parse("2026-11-20T18:00:00Z"),
          Instant.parse("2026-11-20T19:30:00Z"),
          new Energy(12_340),
          new Money(309));

  @Test
  void readsWhatItWrites() throws BadRecord {
    Cdr odd =
        new Cdr(
            "a, \"b\"",
            CDR.creditor(),
            CDR.debtor(),
            CDR.end(),
            CDR.end(),
            CDR.energy(),
            CDR.amount());

    assertThat(CdrCsv.line(CDR)).isEqualTo(GOOD);
    assertThat(CdrCsv.parse(CdrCsv.line(CDR) + "\r\n" + CdrCsv.line(odd)))
        .containsExactly(CDR, odd);
  }

  @Test
  void goesOnBehindABadLine() throws BadRecord, IOException {
    CdrCsv.Lines lines = lines(CdrCsv.HEADER + "\nnonsense\n" + GOOD + "\n");
    lines.header();

    assertThatThrownBy(lines::next)
        .hasMessage("number of columns is 1, not 7: " + CdrCsv.HEADER)
        .matches(e -> ((BadRecord) e).line() == 2);
    assertThat(lines.next()).contains(CDR);
    assertThat(lines.next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c-1,OP1,OP1,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,1 | creditor and debtor are both OP1",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T17:00:00Z,1,1 |"
            + " end 2026-11-20T17:00:00Z is before start 2026-11-20T18:00:00Z",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,+300000-01-01T00:00:00Z,1,1 |"
            + " it is not between 1970 and 9999",
        "c-1,OP1,OP2,yesterday,2026-11-20T17:00:00Z,1,1 |"
            + " start \"yesterday\" is not a time such as 2026-11-20T18:00:00Z",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,-1,1 |"
            + " -1 Wh is not between 0 and 1000000000000",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1.5,1 |"
            + " energyWh \"1.5\" is not a whole number",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,-5 |"
            + " -5 cents is not between 0 and 999,999,999.99 €",
        "c-1,OP 1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,1 |"
            + " member id \"OP 1\" is not 1 to 36 of the characters A-Z a-z 0-9 . _ -",
        ",OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,1 |"
            + " cdrId \"\" is not 1 to 39 printable ASCII characters",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,1,9 |"
            + " number of columns is 8, not 7: cdrId,creditor,debtor,start,end,energyWh,amountCents",
      })
  void saysInOneLineWhatIsWrong(String line, String problem) {
    assertThatThrownBy(() -> CdrCsv.parse(line)).isInstanceOf(BadRecord.class).hasMessage(problem);
  }

  @Test
  void wantsItsHeader() {
    assertThatThrownBy(() -> lines(GOOD).header())
        .hasMessage("the first line is not " + CdrCsv.HEADER);
    assertThatThrownBy(() -> lines("").header()).isInstanceOf(BadRecord.class);
  }

  @Test
  void givesUpALineThatIsFarTooLong() throws BadRecord, IOException {
    CdrCsv.Lines lines = lines(CdrCsv.HEADER + "\n" + GOOD + "\n" + "x".repeat(10_000_000));
    lines.header();
    assertThat(lines.next()).contains(CDR);

    assertThatThrownBy(lines::next)
        .hasMessage("longer than 16384 characters")
        .matches(e -> ((BadRecord) e).line() == 3);
  }

  @Test
  void givesUpWhatIsNotUtf8() {
    byte[] latin = (CdrCsv.HEADER + "\nc-é" + GOOD).getBytes(StandardCharsets.ISO_8859_1);
    Reader reader =
        new InputStreamReader(new ByteArrayInputStream(latin), StandardCharsets.UTF_8.newDecoder());
    CdrCsv.Lines lines = new CdrCsv.Lines(reader);

    assertThatThrownBy(
            () -> {
              lines.header();
              List<Object> _ = List.of(lines.next());
            })
        .isInstanceOf(BadRecord.class)
        .hasMessageContaining("not UTF-8");
  }

  private static CdrCsv.Lines lines(String text) {
    return new CdrCsv.Lines(new StringReader(text));
  }
}
