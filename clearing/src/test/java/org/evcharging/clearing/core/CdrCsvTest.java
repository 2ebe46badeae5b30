package org.evcharging.clearing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
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
    assertThat(CdrCsv.parse(1, CdrCsv.line(CDR))).isEqualTo(CDR);
    assertThat(CdrCsv.parse(1, CdrCsv.line(odd))).isEqualTo(odd);
  }

  @Test
  void quotesWhatAWriterOfCsvQuotes() throws IOException {
    for (char sign = '!'; sign <= '~'; sign++) {
      for (String id : List.of(sign + "1", "c" + sign + "1", "c " + sign)) {
        assertThat(CdrCsv.line(named(id))).isEqualTo(written(named(id)));
      }
    }
  }

  private static Cdr named(String id) {
    return new Cdr(
        id, CDR.creditor(), CDR.debtor(), CDR.start(), CDR.end(), CDR.energy(), CDR.amount());
  }

  private static String written(Cdr cdr) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(
          cdr.id(),
          cdr.creditor().value(),
          cdr.debtor().value(),
          cdr.start().toString(),
          cdr.end().toString(),
          Long.toString(cdr.energy().wh()),
          Long.toString(cdr.amount().cents()));
    }
    return text.toString().strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c-1,OP1,OP1,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,1 | creditor and debtor are both OP1",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T17:00:00Z,1,1 |"
            + " end 2026-11-20T17:00:00Z is before start 2026-11-20T18:00:00Z",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,+300000-01-01T00:00:00Z,1,1 |"
            + " start 2026-11-20T18:00:00Z, end +300000-01-01T00:00:00Z is not between 1970 and 9999",
        "c-1,OP1,OP2,2026-11-20T18:00:00+01:00,2026-11-20T19:30:00Z,1,1 |"
            + " start \"2026-11-20T18:00:00+01:00\" is not a time such as 2026-11-20T18:00:00Z",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,+1,1 |"
            + " energyWh \"+1\" is not a whole number",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,٣,1 |"
            + " energyWh \"٣\" is not a whole number",
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
        "nonsense |"
            + " number of columns is 1, not 7: cdrId,creditor,debtor,start,end,energyWh,amountCents",
        "c-1,OP1,OP2,2026-11-20T18:00:00Z,2026-11-20T19:30:00Z,1,100000001 |"
            + " amountCents is above 100000000",
      })
  void saysInOneLineWhatIsWrong(String line, String problem) {
    assertThatThrownBy(() -> CdrCsv.parse(17, line))
        .isInstanceOf(BadRecord.class)
        .hasMessage(problem)
        .matches(e -> ((BadRecord) e).line() == 17);
  }

  @Test
  void countsNoMoreThanAHundredColumns() {
    assertThatThrownBy(() -> CdrCsv.parse(1, ",".repeat(10_000)))
        .isInstanceOf(BadRecord.class)
        .hasMessage("number of columns is more than 100, not 7: " + CdrCsv.HEADER);
  }

  @Test
  void twoLinesAreNotOne() {
    assertThatThrownBy(() -> CdrCsv.parse(1, GOOD + "\n" + GOOD))
        .isInstanceOf(BadRecord.class)
        .hasMessage("not one line of CSV");
  }
}
