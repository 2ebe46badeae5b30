package org.evcharging.central.core;

import org.evcharging.model.Energy;

/**
 * A session that Central had to end without the Engine's final reading. That reading, when it
 * comes, settles it once, upwards only (spec §4, rule 9).
 *
 * @param billed what the ticket says
 */
public record Unsettled(OpenSession.Facts facts, Energy billed) {}
