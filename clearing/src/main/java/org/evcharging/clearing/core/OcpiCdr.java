package org.evcharging.clearing.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CDRs as OCPI 2.2.1 has them (chapter 10, "CDRs module"), each as a JSON object on a line of its
 * own. Of each is read what is cleared:
 *
 * <pre>
 * cdrId        id
 * creditor     party_id, or country_code-party_id
 * debtor       cdr_token.party_id, or cdr_token.country_code-party_id
 * start, end   start_date_time, end_date_time, which are UTC with or without a Z
 * energyWh     total_energy in kWh, rounded half up to the Wh
 * amountCents  total_cost.excl_vat, rounded half up to the cent; currency must be EUR
 * </pre>
 */
public final class OcpiCdr {
  /** The most bytes that a line may have: a day of charging periods, and more. */
  public static final int MAX_LINE_BYTES = 1024 * 1024;

  private static final int MAX_DEPTH = 20;
  private static final int KILO = 3;
  private static final int CENTI = 2;

  /** Numbers have a scale of their own, and nobody shall make us write out 1e999999999. */
  private static final int MAX_SCALE = 20;

  private static final Pattern WITH_COUNTRY = Pattern.compile("[A-Z]{2}-.+");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private OcpiCdr() {}

  /**
   * Reads a line.
   *
   * @param number where it stands, for what is wrong with it
   * @param uploader whose name says how companies are called: one like {@code ES-OP1} has them
   *     called by country and party, any other by the party alone
   * @throws BadRecord if it is no CDR
   */
  public static Cdr parse(long number, String line, MemberId uploader) throws BadRecord {
    try {
      return cdr(JSON.readTree(line), WITH_COUNTRY.matcher(uploader.value()).matches());
    } catch (JacksonException e) {
      throw new BadRecord(number, "cannot be read as JSON: " + Quoted.of(e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      throw new BadRecord(number, String.valueOf(e.getMessage()));
    }
  }

  private static Cdr cdr(JsonNode ocpi, boolean withCountry) {
    if (!ocpi.isObject()) {
      throw new IllegalArgumentException("not a JSON object");
    }
    if (ocpi.path("credit").asBoolean(false)) {
      throw new IllegalArgumentException("credit CDRs are not cleared");
    }
    String currency = text(ocpi, "currency", "currency");
    if (!currency.equals("EUR")) {
      throw new IllegalArgumentException("currency is " + Quoted.of(currency) + ", not EUR");
    }
    return new Cdr(
        text(ocpi, "id", "id"),
        party(ocpi, "", withCountry),
        party(ocpi.path("cdr_token"), "cdr_token.", withCountry),
        time(ocpi, "start_date_time"),
        time(ocpi, "end_date_time"),
        new Energy(whole(ocpi.path("total_energy"), "total_energy", KILO)),
        new Money(whole(ocpi.path("total_cost").path("excl_vat"), "total_cost.excl_vat", CENTI)));
  }

  private static MemberId party(JsonNode of, String path, boolean withCountry) {
    String party = text(of, "party_id", path + "party_id");
    return new MemberId(
        withCountry ? text(of, "country_code", path + "country_code") + "-" + party : party);
  }

  private static String text(JsonNode of, String name, String path) {
    JsonNode value = of.path(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(path + " is missing, or no text");
    }
    return value.asString();
  }

  private static Instant time(JsonNode ocpi, String name) {
    String text = text(ocpi, name, name);
    try {
      return Instant.parse(text.endsWith("Z") ? text : text + "Z");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " " + Quoted.of(text) + " is not a time such as 2026-11-20T18:00:00Z", e);
    }
  }

  /** A number times a power of ten, rounded half up. */
  private static long whole(JsonNode value, String path, int digits) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(path + " is missing, or no number");
    }
    BigDecimal number = value.decimalValue();
    if (number.signum() < 0) {
      throw new IllegalArgumentException(path + " is below zero");
    }
    if (Math.abs(number.scale()) > MAX_SCALE || number.precision() > MAX_SCALE) {
      throw new IllegalArgumentException(path + " has too many digits");
    }
    try {
      return number.movePointRight(digits).setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(path + " is too much", e);
    }
  }
}
