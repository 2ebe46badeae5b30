package org.evcharging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
  @ParameterizedTest
  @ValueSource(strings = {"MAD-01", "a", "A.b_c-9", "123456789012345678901234567890123456"})
  void idsOfTheFormAreAccepted(String id) {
    assertThat(new ChargePointId(id).value()).isEqualTo(id);
    assertThat(new DriverId(id).value()).isEqualTo(id);
    assertThat(ChargePointId.wellFormed(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "MAD#01", "MAD 01", "Ñ", "a\n", "1234567890123456789012345678901234567"})
  void idsOfAnotherFormAreRefusedByName(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChargePointId(id))
        .withMessageContaining("charge point id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DriverId(id))
        .withMessageContaining("driver id");
    assertThat(ChargePointId.wellFormed(id)).isFalse();
  }

  @Test
  void chargePointIdAllIsReserved() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ChargePointId("all"));
    assertThat(ChargePointId.wellFormed("all")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "250000, 1250, 31", // 31.25 cents
    "250000, 1260, 32", // 31.5 cents: half goes up
    "250000, 1259, 31",
    "250000, 0, 0",
    "10000, 499, 0", // 0.499 cents
    "10000, 500, 1", // half a cent
    "0, 1000000, 0",
    "1000000000, 1, 100"
  })
  void amountIsRoundedHalfUpToTheCent(long micros, long wh, long cents) {
    assertThat(new Tariff(micros).amountFor(new Energy(wh))).isEqualTo(new Money(cents));
  }

  @Test
  void amountIsTheExactOneForAnyPriceAndEnergy() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      long micros = random.nextLong(2_000_000);
      long wh = random.nextLong(1_000_000);
      BigDecimal exactCents =
          BigDecimal.valueOf(micros).multiply(BigDecimal.valueOf(wh)).movePointLeft(7);

      assertThat(new Tariff(micros).amountFor(new Energy(wh)).cents())
          .isEqualTo(exactCents.setScale(0, RoundingMode.HALF_UP).longValueExact());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25, 250000", "1, 1000000", "0.123456, 123456", "1000, 1000000000", "0, 0"})
  void pricesAreReadAsPeopleWriteThem(String euros, long micros) {
    assertThat(Tariff.ofEuros(euros)).isEqualTo(new Tariff(micros));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "0,25", "-0.01", "0.1234567", "1000.000001", "1e30"})
  void pricesThatAreNoneAreRefused(String euros) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tariff.ofEuros(euros));
  }

  @Test
  void figuresReadAsPeopleWriteThem() {
    assertThat(new Money(1205)).hasToString("12.05");
    assertThat(new Money(7)).hasToString("0.07");
    assertThat(new Energy(1_250)).hasToString("1.250");
    assertThat(new Energy(7)).hasToString("0.007");
    assertThat(new Tariff(250_000)).hasToString("0.25");
    assertThat(new Tariff(123_456)).hasToString("0.123456");
    assertThat(new Tariff(2_000_000)).hasToString("2.00");
  }

  @Test
  void nothingIsBelowZeroOrBeyondItsRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Money(100_000_000_000L));
    assertThatIllegalArgumentException().isThrownBy(() -> new Energy(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Energy(Long.MAX_VALUE));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tariff(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tariff(1_000_000_001));
  }

  @Test
  void placesHaveNamesOfOneLine() {
    assertThat(new Place("Madrid", "").location()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new Place(" ", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Place("Madrid", "a\nb"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Place("M".repeat(101), ""));
  }
}
