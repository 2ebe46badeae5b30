package org.evcharging.central.admin;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** Numbers of the API as people read them. */
final class Figures {
  private static final int THOUSANDTHS = 3;
  private static final int HUNDREDTHS = 2;
  private static final int MILLIONTHS = 6;

  private Figures() {}

  static String kilo(JsonNode number) {
    return BigDecimal.valueOf(number.asLong(), THOUSANDTHS).toPlainString();
  }

  static String euros(JsonNode cents) {
    return BigDecimal.valueOf(cents.asLong(), HUNDREDTHS).toPlainString();
  }

  /** A price a kWh, without zeros that say nothing. */
  static String price(JsonNode micros) {
    BigDecimal price = BigDecimal.valueOf(micros.asLong(), MILLIONTHS).stripTrailingZeros();
    return price.setScale(Math.max(price.scale(), HUNDREDTHS)).toPlainString();
  }
}
