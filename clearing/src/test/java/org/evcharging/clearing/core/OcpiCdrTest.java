package org.evcharging.clearing.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcpiCdrTest {
  private static final MemberId UPLOADER = new MemberId("BEC");

  /** After the example of OCPI 2.2.1, chapter 10.4, with what clearing does not read cut short. */
  private static final String GOOD =
      """
      {"country_code":"BE","party_id":"BEC","id":"12345",\
      "start_date_time":"2015-06-29T21:39:09Z","end_date_time":"2015-06-29T23:37:32",\
      "cdr_token":{"country_code":"DE","party_id":"TNM","uid":"012345678","type":"RFID",\
      "contract_id":"DE8ACC12E46L89"},"auth_method":"WHITELIST",\
      "cdr_location":{"id":"LOC1","name":"Gent Zuid"},"currency":"EUR",\
      "tariffs":[],"charging_periods":[{"start_date_time":"2015-06-29T21:39:09Z",\
      "dimensions":[{"type":"TIME","volume":1.973}]}],\
      "total_cost":{"excl_vat":4.005,"incl_vat":4.40},"total_energy":15.3425,\
      "total_time":1.973,"last_updated":"2015-06-29T22:01:13Z"}\
      """;

  @Test
  void mapsWhatIsCleared() throws BadRecord {
    assertThat(OcpiCdr.parse(1, GOOD, UPLOADER))
        .isEqualTo(
            new Cdr(
                "12345",
                UPLOADER,
                new MemberId("TNM"),
                Instant.parse("2015-06-29T21:39:09Z"),
                Instant.parse("2015-06-29T23:37:32Z"),
                new Energy(15_343),
                new Money(401)));
  }

  @Test
  void callsCompaniesWithTheirCountryIfTheUploaderIsCalledSo() throws BadRecord {
    Cdr cdr = OcpiCdr.parse(1, GOOD, new MemberId("BE-BEC"));

    assertThat(cdr.creditor()).isEqualTo(new MemberId("BE-BEC"));
    assertThat(cdr.debtor()).isEqualTo(new MemberId("DE-TNM"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "\"EUR\" | \"CHF\" | currency is \"CHF\", not EUR",
        "\"id\":\"12345\" | \"id\":12345 | id is missing, or no text",
        "\"party_id\":\"TNM\" | \"party\":\"TNM\" | cdr_token.party_id is missing, or no text",
        "\"TNM\" | \"BEC\" | creditor and debtor are both BEC",
        "15.3425 | -1 | total_energy is below zero",
        "15.3425 | -0.0001 | total_energy is below zero",
        "15.3425 | 1e19 | total_energy is too much",
        "15.3425 | \"15\" | total_energy is missing, or no number",
        "15.3425 | 1e999999999 | total_energy has too many digits",
        "\"excl_vat\" | \"exclusive\" | total_cost.excl_vat is missing, or no number",
        "T23:37:32 | T20:00:00 | end 2015-06-29T20:00:00Z is before start 2015-06-29T21:39:09Z",
        "2015-06-29T21:39:09Z | June | start_date_time \"June\" is not a time such as"
            + " 2026-11-20T18:00:00Z",
        "\"tariffs\":[] | \"credit\":true | credit CDRs are not cleared",
      })
  void saysInOneLineWhatIsWrong(String good, String bad, String problem) {
    assertThatThrownBy(() -> OcpiCdr.parse(3, GOOD.replace(good, bad), UPLOADER))
        .isInstanceOf(BadRecord.class)
        .hasMessage(problem)
        .matches(e -> ((BadRecord) e).line() == 3);
  }

  @Test
  void takesNothingButOneObject() {
    for (String line : new String[] {"", "[]", "{", "{} {}", GOOD + "x", "[".repeat(100_000)}) {
      assertThatThrownBy(() -> OcpiCdr.parse(1, line, UPLOADER))
          .as(line)
          .isInstanceOf(BadRecord.class)
          .hasMessageMatching("(not a JSON object|cannot be read as JSON: [^\n]*)");
    }
  }
}
