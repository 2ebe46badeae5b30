package org.evcharging.driver.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.evcharging.model.DenialReason;

/**
 * How a batch went. Its totals may be beyond what one session can have, so they are plain numbers.
 *
 * @param denied how many for each reason that occurred, in the order of the reasons
 */
public record Summary(
    int requests,
    int tickets,
    Map<DenialReason, Integer> denied,
    int expired,
    long totalEnergyWh,
    long totalAmountCents) {

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Summary");
    lines.add("  requests   " + requests);
    lines.add("  tickets    " + tickets);
    lines.add("  denied     " + denied.values().stream().mapToInt(Integer::intValue).sum());
    denied.forEach((reason, count) -> lines.add("    " + count + " × " + reason));
    lines.add("  expired    " + expired);
    lines.add("  energy     " + BigDecimal.valueOf(totalEnergyWh, 3).toPlainString() + " kWh");
    lines.add("  amount     " + BigDecimal.valueOf(totalAmountCents, 2).toPlainString() + " €");
    return List.copyOf(lines);
  }
}
