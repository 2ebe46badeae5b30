package org.evcharging.central.core;

import org.evcharging.model.Energy;
import org.evcharging.model.Money;

/**
 * A session that Central had to end without the Engine's final reading. That reading, when it
 * comes, settles it once, upwards only (spec §4, rule 9).
 *
 * @param billed the ticket's energy
 * @param amount what was paid for it
 */
public record Unsettled(OpenSession.Facts facts, Energy billed, Money amount) {}
