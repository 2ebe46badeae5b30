package org.evcharging.central.core;

import java.util.Map;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;

/**
 * How requests and sessions came out since Central started.
 *
 * @param denied each reason there is, whether before or after there was a session
 * @param ended each reason there is
 */
public record Outcomes(
    long authorized, long expired, Map<DenialReason, Long> denied, Map<EndReason, Long> ended) {}
